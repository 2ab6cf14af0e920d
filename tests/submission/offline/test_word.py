"""Word forms are read by what a person sees, as built and as LibreOffice writes them."""

import io

import pytest

from submission.offline import open_text, word

from . import word_cases

CASES = {name: (seen, left_out) for name, (_xml, seen, left_out) in word_cases.CASES.items()}
CASES |= {"picture": ("see", ("picture",)), "comment": ("words", ("comment",))}


def read(reader, file):
    return {answer.label: answer for answer in reader(file)}


@pytest.fixture(scope="module")
def built():
    file = io.BytesIO()
    word_cases.built().save(file)
    return read(word.read, file)


@pytest.fixture(scope="module", params=["saved-anew.docx", "from-writer.docx", "from-word.odt"])
def of_libreoffice(request):
    reader = open_text.read if request.param.endswith(".odt") else word.read
    with open(word_cases.FILES / request.param, "rb") as file:
        return request.param, read(reader, file)


def told(answer):
    return answer.text, tuple(part.kind for part in answer.left_out)


@pytest.mark.parametrize("name", CASES)
def test_what_a_person_sees_in_word_is_read(built, name):
    assert told(built[name]) == CASES[name]


@pytest.mark.parametrize("name", CASES)
def test_what_libreoffice_writes_is_read_as_well(of_libreoffice, name):
    file, answers = of_libreoffice
    if name == "moved" and file == "saved-anew.docx":
        assert told(answers[name]) == CASES[name]
    else:
        assert told(answers[name]) == word_cases.OTHERWISE.get(name, CASES[name])


def test_what_is_left_out_is_repeated(built):
    assert built["replaced"].left_out[0].text == "two"
    assert built["comment"].left_out[0].text == "please check"
    assert built["link"].left_out[0].text == "the plan: https://example.org/plan"
    assert built["hidden"].left_out[0].text == " secret"
