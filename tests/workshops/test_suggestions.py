"""Suggestions: what other States have shared on the gaps of an assessment."""

import json
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from practices.models import ContributionPage
from search.engines import elastic_client
from search.rebuild import rebuild
from taxonomy.models import Challenge, Chapter, MemberState, Recommendation
from tests.commission import record
from tests.factories import (
    PledgeFactory,
    PracticeFactory,
    StrategyFactory,
    member_state,
    put_online,
)
from tests.nightly import nightly
from tests.queries import at_most
from usage import counters
from workshops import answers, items
from workshops.suggestions.suggested import A_FEW, ON_A_LIST, gaps, suggestions

from .made import inside, signed_in

pytestmark = pytest.mark.django_db


ELASTIC = pytest.param("elastic", marks=pytest.mark.elasticsearch)
ELASTIC_BY_NIGHT = pytest.param("elastic", marks=[pytest.mark.elasticsearch, pytest.mark.nightly])


@pytest.fixture
def settle(request):
    """Brings what is public to the engine that the test is given."""
    if request.param == "embedded":
        return lambda: None
    request.getfixturevalue("elasticsearch")
    return rebuild


def tags_of(item):
    keys = dict(item.keys)
    if "recommendation" in keys:
        key = f"s30-{keys['recommendation'].replace('.', '-')}"
        return {"recommendations": [Recommendation.objects.get(key=key)]}
    return {
        "chapters": [Chapter.objects.get(number=keys["chapter"])],
        "challenges": [Challenge.objects.get(slug=keys["challenge"])],
    }


def shared(item, state, factory=PracticeFactory, **fields):
    return factory(state=state, title=f"Of {state}", terms=tags_of(item), **fields)


def said(item, state):
    """A statement and a pledge on an item."""
    at = record.meeting()
    statement = record.intervention(at, state=state, title=f"Statement of {state}", publish=False)
    for name, terms in tags_of(item).items():
        getattr(statement, name).set(terms)
    put_online(statement.save_revision())
    return statement, shared(item, state, PledgeFactory)


def titles(suggested):
    return {str(heading): [entry.title for entry in shown] for heading, shown in suggested.parts}


def on(item, most=A_FEW, state="ke"):
    return suggestions([item], member_state(state), most)[item.key]


@pytest.mark.parametrize("settle", ["embedded", ELASTIC], indirect=True)
def test_close_states_come_first_and_others_are_a_second_look(made, settle):
    for state in ("fr", "ug", "ke", "tz", "ng", "rw"):
        shared(made.item, state)
    shared(made.item, "ug", StrategyFactory)
    said(made.item, "ug")
    settle()
    assert titles(on(made.item)) == {
        "Practices of States close to yours": ["Of rw", "Of ng", "Of tz"],
        "A second look: practices of other States": ["Of fr"],
        "Strategies, plans and laws": ["Of ug"],
        "Statements before the Commission": ["Statement of ug"],
        "Pledges": ["Of ug"],
    }


@pytest.mark.parametrize("settle", [ELASTIC, *nightly("embedded")], indirect=True)
def test_each_item_is_asked_for_by_itself(made, settle, client):
    """Of one index: to make it takes far longer than to ask it."""
    often, needs, other, nobodys = made.items[:4]
    for state in ("ke", "fr", "fr", "ke", "fr"):
        shared(often, state)
    far = MemberState.objects.filter(lldc=True).exclude(
        regions__in=member_state("ug").regions.all()
    )
    shared(needs, far.first().code)
    shared(other, "fr")
    recommendation = recommended()
    shared(recommendation, "fr")
    settle()

    # One practice of each State, the newest, and none of the own.
    found = on(often)
    assert titles(found) == {"A second look: practices of other States": ["Of fr"]}
    assert found.parts[0][1][0].row.pk == newest(often, "fr")
    # A group of countries with needs of their own is close as well.
    assert list(titles(on(needs, state="ug"))) == ["Practices of States close to yours"]
    assert titles(on(recommendation))["A second look: practices of other States"] == ["Of fr"]
    # What has another chapter or challenge is not suggested: there is an alert on the item instead.
    assert on(other).parts
    found = on(nobodys)
    assert not found.parts
    assert not found.has_shared
    page = client.get(found.alert_url)
    assert dict(parse_qsl(page.context["params"])) == dict(nobodys.keys)


def recommended():
    """The item of a recommendation that is verified."""
    row = Recommendation.objects.get(key="s30-4-j")
    row.verified = True
    row.save()
    return items.SETS["recommendations"]()[0]


def newest(item, state):
    pages = ContributionPage.objects.filter(
        state__code=state, **{name: term for name, [term] in tags_of(item).items()}
    )
    return max(pages.values_list("pk", flat=True))


@pytest.mark.elasticsearch
def test_a_draft_is_never_suggested_whatever_the_index_holds(made, elasticsearch):
    page, draft = shared(made.item, "fr"), shared(made.item, "de", publish=False)
    hidden = shared(made.item, "pe")
    rebuild()
    hidden.unpublish(log_action=None)
    ContributionPage.objects.filter(pk=page.pk).update(
        embargo_until=timezone.now() + timedelta(days=1)
    )
    found = on(made.item)
    assert not found.parts
    assert not found.has_shared
    assert draft.title not in str(titles(found))


@pytest.mark.elasticsearch
def test_a_whole_assessment_is_one_request_which_tells_neither_state_nor_answer(
    made, elasticsearch, monkeypatch
):
    """Two States with different gaps send the very same request."""
    shared(made.item, "fr")
    rebuild()
    sent = []

    def note(searches, part):
        sent.append([(asked.body, asked.routing) for asked in searches])
        return ask_all(searches, part)

    ask_all = elastic_client.ask_all
    monkeypatch.setattr("search.engines.elastic.ask_all", note)
    place = reverse("workshop_suggestions", args=[made.room.uid, made.assessment.pk])
    for status in ("none", "in_place"):
        answers.keep(answers.answer_of(made.assessment, None, made.item), {"status": status})
        signed_in(made.person).get(place)
    suggestions(made.items, member_state("pe"), ON_A_LIST)
    assert len(sent) == 3
    assert sent[0] == sent[1] == sent[2]
    bodies = [body for body, _routing in sent[0]]
    keys = {term for body in bodies for term in terms_of(body["query"])}
    assert keys == {"facets.chapter", "facets.challenge", "facets.type"}
    assert "none" not in json.dumps(sent[0])


def terms_of(query):
    """Fields that a query names."""
    if isinstance(query, list):
        return {name for each in query for name in terms_of(each)}
    if not isinstance(query, dict):
        return set()
    fields = {name for name in query if name.startswith("facets.")}
    return fields.union(*(terms_of(part) for part in query.values()))


def test_gaps_are_what_is_partly_planned_or_none(made):
    statuses = ["in_place", "partly", "planned", "none", "not_applicable", "not_discussed"]
    for item, status in zip(made.items, statuses, strict=False):
        answers.keep(answers.answer_of(made.assessment, None, item), {"status": status})
    found = gaps(made.items, answers.sheet_of(made.assessment, None))
    assert found == made.items[1:4]


def test_each_person_sees_suggestions_on_the_gaps_of_the_own_sheet(made):
    made.answered()  # group one: in place, group two: none, agreed: partly
    shared(made.item, "fr")
    place = reverse("workshop_suggestions", args=[made.room.uid, made.assessment.pk])
    shown = {
        who: "Of fr" in browser.get(place).content.decode()
        for who, browser in (
            ("one", inside(made.first)),
            ("two", inside(made.second)),
            ("facilitator", inside(made.facilitator)),
            ("focal point", signed_in(made.person)),
        )
    }
    assert shown == {"one": False, "two": True, "facilitator": True, "focal point": True}


def test_the_page_of_an_item_shows_a_few_beside_its_form(made):
    page = shared(made.item, "fr")
    place = [made.room.uid, made.assessment.pk, "1", made.item.key]
    body = inside(made.first).get(reverse("workshop_item", args=place)).content
    [link] = BeautifulSoup(body, "html.parser").select(".suggested a")
    assert (link.text, link["href"]) == ("Of fr", page.url)


@pytest.mark.parametrize("settle", ["embedded", ELASTIC_BY_NIGHT], indirect=True)
def test_no_cache_and_no_count_tells_a_gap(made, settle, monkeypatch):
    """Neither the answer nor the number of gaps changes what is kept or counted."""
    shared(made.item, "fr")
    settle()
    place = reverse("workshop_suggestions", args=[made.room.uid, made.assessment.pk])
    browser = signed_in(made.person)
    counted, kept = [], []
    monkeypatch.setattr(counters, "add", lambda *what: counted.append(what))
    for cache in {type(caches[name]) for name in ("default", "shared", "pages")}:
        monkeypatch.setattr(cache, "set", noting(cache.set, kept))
    seen = []
    for status in ("in_place", "none"):
        answers.keep(answers.answer_of(made.assessment, None, made.item), {"status": status})
        kept.clear()
        answer = browser.get(place)
        seen.append(sorted(kept))
    assert "Of fr" in answer.content.decode()
    assert counted == []
    assert all(made.item.key not in key and str(made.room.uid) not in key for key in seen[1])
    assert set(seen[1]) <= set(seen[0])


def noting(method, kept):
    def noted(self, key, *args, **kwargs):
        kept.append(str(key))
        return method(self, key, *args, **kwargs)

    return noted


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_gaps(made):
    for item in made.items:
        answers.keep(answers.answer_of(made.assessment, None, item), {"status": "none"})
    for item in made.items[:20]:
        shared(item, "fr")
    browser = signed_in(made.person)
    place = reverse("workshop_suggestions", args=[made.room.uid, made.assessment.pk])
    browser.get(place)
    with at_most(40):
        answer = browser.get(place)
    assert len(answer.context["chapters"]) == Chapter.objects.count()
