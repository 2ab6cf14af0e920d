"""Names in the order that readers of each language expect."""

import pytest
from django.test import override_settings
from django.utils.translation import override

from common.collation import in_order
from search.choices import choices_of, forget
from taxonomy.models import MemberState


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("es", ["nube", "ñame", "oso"]),
        ("fr", ["Danemark", "Égypte", "Équateur", "Espagne", "Finlande"]),
        ("ru", ["Ёлкино", "Ельня", "Жуковка"]),
        ("ar", ["إثيوبيا", "أذربيجان", "إسبانيا", "أستراليا", "تونس"]),
        ("zh-hans", ["阿富汗", "埃及", "巴西", "中国"]),  # a, ai, ba, zhong
    ],
)
def test_the_order_is_that_of_the_language(language, ordered):
    assert in_order(reversed(ordered), language=language) == ordered
    with override(language):
        assert in_order(sorted(ordered)) == ordered


@pytest.mark.django_db
@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}})
@pytest.mark.parametrize(
    ("language", "first", "last"), [("fr", "af", "zw"), ("zh-hans", "al", "cn"), ("es", "af", "zw")]
)
def test_states_stand_in_that_order_among_the_filters(language, first, last):
    forget()
    with override(language):
        [(_group, options)] = choices_of("state")
    assert len(options) == MemberState.objects.count()
    assert (options[0][0], options[-1][0]) == (first, last)


def test_names_of_things_are_asked_for():
    assert in_order([{"name": "b"}, {"name": "a"}], lambda thing: thing["name"], "en") == [
        {"name": "a"},
        {"name": "b"},
    ]
