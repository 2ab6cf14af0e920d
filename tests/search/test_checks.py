"""The system checks see what they are for."""

from dataclasses import replace

from search import checks, facets
from search.facets import FACETS


def test_the_portal_as_it_is_passes():
    for check in (
        checks.check_facets,
        checks.check_editors_search,
        checks.check_contribution_types,
    ):
        assert check(None) == []


def test_a_facet_may_not_take_the_name_of_another_parameter(monkeypatch):
    monkeypatch.setattr(facets, "FACETS", (*FACETS, replace(FACETS[0], name="page")))
    assert [error.id for error in checks.check_facets(None)] == ["portal.E001"]


def test_editors_may_not_depend_on_elasticsearch(settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.elasticsearch8"}
    }
    assert [error.id for error in checks.check_editors_search(None)] == ["portal.E002"]


def test_a_type_of_contribution_needs_a_template(monkeypatch):
    from practices.models import PracticePage

    monkeypatch.setattr(PracticePage, "template", "practices/none.html")
    assert [error.id for error in checks.check_contribution_types(None)] == ["portal.E003"]
