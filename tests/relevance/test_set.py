"""The judged set holds together: pairs name what exists, and the search knows every filter."""

import pytest
from django.http import QueryDict

from search.facets import FACETS
from search.forms import SearchForm
from taxonomy.models import Challenge, Chapter, MemberState, TargetGroup
from tests.factories import PracticeFactory

from .judged import documents, grades, kappa, rows

LEAST_OF_A_KIND = 6
STATED_AGREEMENT = 0.97
FIELDS = {"chapter": "chapters", "challenge": "challenges", "target": "target_groups"}


def fits(document, filters):
    def held(facet):
        value = document[FIELDS.get(facet, facet)]
        return {str(key) for key in (value if isinstance(value, list) else [value])}

    return all(held(facet) & set(keys) for facet, keys in QueryDict(filters).lists())


def test_every_pair_is_listed_once_and_names_a_search_and_a_text():
    pairs = [(row["query"], row["document"]) for row in rows("pool.tsv")]
    keys = [document["key"] for document in documents()]
    assert len(set(keys)) == len(keys)
    assert len(set(pairs)) == len(pairs)
    assert {query for query, _document in pairs} == {row["id"] for row in rows("queries.tsv")}
    assert {document for _query, document in pairs} <= set(keys)


def test_every_kind_has_enough_searches():
    kinds = [row["kind"] for row in rows("queries.tsv")]
    assert len(set(kinds)) == 10
    assert min(kinds.count(kind) for kind in kinds) >= LEAST_OF_A_KIND


@pytest.mark.django_db
def test_every_text_uses_codes_of_the_portal():
    known = {
        "state": set(MemberState.objects.values_list("code", flat=True)),
        "chapters": set(Chapter.objects.values_list("number", flat=True)),
        "challenges": set(Challenge.objects.values_list("slug", flat=True)),
        "target_groups": set(TargetGroup.objects.values_list("slug", flat=True)),
    }
    unknown = [
        (document["key"], field)
        for document in documents()
        for field, codes in known.items()
        if not set(document[field] if field != "state" else [document[field]]) <= codes
    ]
    assert unknown == []


@pytest.mark.parametrize(
    "query", [row for row in rows("queries.tsv") if row["filters"]], ids=lambda row: row["id"]
)
@pytest.mark.django_db
def test_every_filter_is_understood_by_the_search_and_leaves_texts_to_find(query):
    asked = QueryDict(query["filters"])
    assert set(asked) <= {facet.name for facet in FACETS}
    for year in asked.getlist("year"):  # a year is known once a page has it
        PracticeFactory(start_year=int(year))
    form = SearchForm(asked)
    assert form.is_valid()
    assert {name: list(keys) for name, keys in form.query.selected.items()} == dict(asked.lists())
    assert form.notices == []
    in_pool = {row["document"] for row in rows("pool.tsv") if row["query"] == query["id"]}
    assert any(fits(text, query["filters"]) for text in documents() if text["key"] in in_pool)


def test_both_graders_judged_every_pair_and_the_joined_grade_is_their_mean():
    first, second, joined = grades("grades-a.tsv"), grades("grades-b.tsv"), grades()
    pairs = [(row["query"], row["document"]) for row in rows("pool.tsv")]
    for query, document in pairs:
        one, other = first[query][document], second[query][document]
        assert abs(one - other) < 2
        assert joined[query][document] == (one + other) // 2
    assert sum(map(len, joined.values())) == len(pairs)


def test_the_graders_agree():
    """On pairs that a filter leaves open; as README.md states."""
    first, second = grades("grades-a.tsv"), grades("grades-b.tsv")
    texts = {text["key"]: text for text in documents()}
    filters = {row["id"]: row["filters"] for row in rows("queries.tsv")}
    pairs = [
        (row["query"], row["document"])
        for row in rows("pool.tsv")
        if fits(texts[row["document"]], filters[row["query"]])
    ]
    agreement = kappa([first[q][d] for q, d in pairs], [second[q][d] for q, d in pairs])
    assert round(agreement, 2) == STATED_AGREEMENT
