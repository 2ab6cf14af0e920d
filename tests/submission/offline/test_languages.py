"""The form as a file in each language: downloaded, filled in and read back in another one."""

import itertools

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from common.localized_urls import localized
from practices.models import PracticePage
from submission.offline import questions
from tests.nightly import nightly

from .test_views import ANSWERS, FILL, empty, send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
DAY = list(zip(OTHERS, itertools.cycle(FILL), strict=False))  # each language, each kind of file
NIGHT = [each for each in itertools.product(OTHERS, FILL) if each not in DAY]
YES = {"ar": "نعم", "zh-hans": "是", "fr": "oui", "ru": "да", "es": "sí"}


@pytest.mark.parametrize(("code", "form"), [*DAY, *nightly(*NIGHT)])
def test_a_form_in_any_language_is_read_in_english(client, person, code, form):
    names = {question.label: question.name for question in questions.of(PracticePage)}
    by_name = {names[label]: answer for label, answer in ANSWERS.items()}
    with override(code):
        by_name |= {"language": gettext("English"), "evaluation_available": YES[code]}
        labels = {question.name: question.label for question in questions.of(PracticePage)}
        file = empty(client, "practice", form)
    answers = {labels[name]: answer for name, answer in by_name.items()}
    answer = send(client, FILL[form](file, answers), f"form.{form}")
    page = PracticePage.objects.get().get_latest_revision_as_object()
    assert (page.title, page.summary) == (ANSWERS["Title"], ANSWERS["Summary"])
    assert (page.language, page.start_year, page.evaluation_available) == ("en", 2019, True)
    assert [chapter.number for chapter in page.chapters.all()] == [1, 4]
    assert "was not imported" not in text_of(answer)


@pytest.mark.parametrize("code", OTHERS)
def test_the_page_after_the_upload_is_in_its_language(client, person, code):
    answer = client.get(localized("/submit/new/file/", code))
    assert f'lang="{code}"' in text_of(answer)
