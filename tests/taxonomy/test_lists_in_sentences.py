"""Lists in what officers are told, joined as the language of the interface joins them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from taxonomy import official_counts, uploaded_table
from taxonomy.official_list import checked

pytestmark = pytest.mark.django_db
AND = {"en": ("a, b and c", "x and y"), "ru": ("a, b и c", "x и y"), "fr": ("a, b et c", "x et y")}
AND |= {"ar": ("a وb وc", "x وy"), "zh-hans": ("a、b和c", "x和y"), "es": ("a, b y c", "x y y")}


def told(text, columns, needed=()):
    with pytest.raises(ValidationError) as refused:
        uploaded_table.read(SimpleUploadedFile("list.csv", text.encode()), columns, needed)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("code", AND)
def test_names_of_columns(code):
    three, two = AND[code]
    with override(code):
        message = told("a,x,y\n1,2,3\n", ("a", "b", "c"))
        assert two in message
        assert three in message
        assert three in told("z\n1\n", ("z", "a", "b", "c"), ("a", "b", "c"))


def test_recommendations_without_english():
    row = {"chapter": "4", "text_ru": "Слова"}
    lines = [(number, row | {"letter": sign}) for number, sign in enumerate("abc", start=2)]
    with override("ru"), pytest.raises(ValidationError) as refused:
        checked(lines)
    assert "4.a, 4.b и 4.c" in " ".join(refused.value.messages)


@pytest.mark.parametrize(("number", "end"), [(20, "19 and 20"), (21, "20 and 1 more")])
def test_of_many_names_the_first_are_told(number, end):
    names = [str(each) for each in range(1, number + 1)]
    assert official_counts._some(names).endswith(f" {end}" if number == 20 else f", {end}")
