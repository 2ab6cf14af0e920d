"""Templates rendered once, and what is filled into them."""

import pytest
from django.template import engines
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from common import gaps
from common.gaps import filled, gap

TEMPLATE = (
    "{% load i18n %}{% if a %}<b>{{ a }}</b>{% else %}none{% endif %}{% translate 'Search' %}"
)
LIST = "{% for item in items %}<i>{{ item }}</i>{% endfor %}{{ a }}"


@pytest.fixture(autouse=True)
def rendered(monkeypatch):
    engine = engines["django"].from_string
    pages = {"one.html": TEMPLATE, "list.html": LIST}
    names = []

    def render(name, context):
        names.append(name)
        return engine(pages[name]).render(context)

    monkeypatch.setattr(gaps, "render_to_string", render)
    gaps._pieces.cache_clear()
    yield names
    gaps._pieces.cache_clear()


def test_values_are_escaped_unless_they_are_html():
    assert "<b>&lt;i&gt;&amp;</b>" in filled("one.html", {"a": "<i>&"})
    assert "<b><i></b>" in filled("one.html", {"a": mark_safe("<i>")})
    assert isinstance(filled("one.html", {"a": "x"}), SafeString)


@pytest.mark.parametrize("nothing", [None, False, ""])
def test_what_is_empty_is_missing(nothing):
    assert filled("one.html", {"a": nothing}).startswith("none")


def test_zero_is_a_value():
    assert "<b>0</b>" in filled("one.html", {"a": 0})


def test_a_template_is_rendered_once_for_all_values_and_for_each_language(rendered):
    shown = [filled("one.html", {"a": text}) for text in ("x", "y", "x")]
    assert shown[0] == shown[2] != shown[1]
    assert len(rendered) == 1
    with override("fr"):
        assert filled("one.html", {"a": "x"}) != shown[0]
    assert len(rendered) == 2


def test_tuples_are_read_by_the_template_and_may_hold_gaps(rendered):
    items = ("<", gap("b"))
    for b, a in (("1", "2"), ("&", "a")):
        values = {"items": items, "a": a, "b": b}
        shown = {"&": "&amp;"}.get(b, b)
        assert filled("list.html", values) == f"<i>&lt;</i><i>{shown}</i>{a}"
    assert len(rendered) == 1
    assert filled("list.html", {"items": ("x",), "a": "2", "b": "1"}) == "<i>x</i>2"


def test_a_template_that_is_worked_on_is_read_each_time(rendered, settings):
    settings.DEBUG = True
    for _time in range(2):
        filled("one.html", {"a": "x"})
    assert len(rendered) == 2
