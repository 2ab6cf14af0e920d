"""Which of the six languages a text is in, and when nothing is said about it."""

import pytest

from taxonomy.language_detection import detected, other_than

TEXTS = {
    "en": "Mobile clinics visit six markets a week, and two nurses see some nine hundred people.",
    "fr": "Des équipes mobiles visitent six marchés par semaine et reçoivent neuf cents personnes.",
    "es": "Las clínicas móviles visitan seis mercados por semana y atienden a mucha gente.",
    "ru": "Передвижные пункты посещают шесть рынков в неделю.",
    "ar": "تزور العيادات المتنقلة ستة أسواق كل أسبوع.",
    "zh": "流动诊所每周前往六个集市。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_told_by_its_language(code):
    assert detected(TEXTS[code]) == code
    assert other_than(code, TEXTS[code]) == ""


def test_another_language_is_named():
    assert other_than("en", TEXTS["fr"]) == "French"
    assert other_than("ru", TEXTS["ar"]) == "Arabic"


@pytest.mark.parametrize("text", ["", "2019–2024", "Prison", "Naloxone, métadone", "UNODC, WHO"])
def test_of_a_few_words_nothing_is_said(text):
    assert other_than("es", text) == ""
