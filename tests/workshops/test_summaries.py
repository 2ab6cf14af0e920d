"""Anonymous summaries: none tells what one State has answered, nor does the difference of two."""

from datetime import date, datetime
from itertools import chain, combinations
from random import Random

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from taxonomy.models import PolicyDocument
from tests import people
from tests.factories import member_state
from workshops import answers, rooms
from workshops.items import OUTCOME_DOCUMENT, items_of
from workshops.models import StateKey, Summary, SummaryConsent
from workshops.sharing import summaries
from workshops.sharing.summaries import (
    FEWEST,
    NARROWEST,
    level,
    may_be_counted,
    parts_for,
    release_for,
)

from .made import signed_in

AFRICAN = ["ke", "ug", "tz", "ng", "rw", "gh", "sn", "mu", "za", "cm", "ci"]
YEAR = 2025


def assessment(code, *gaps, assistance=(), year=YEAR, person=None):
    """One of a State, with consent, whose sheet names gaps at these places of the list."""
    state, day = member_state(code), date(year, 6, 1)
    person = person or people.focal_point(code)
    room = rooms.open_room(state, day, day, day, person)
    text = PolicyDocument.objects.get(key=OUTCOME_DOCUMENT)
    made = rooms.begin_assessment(room, text, "zzsummary")
    made.begun_on = day
    made.save()
    for at, item in enumerate(items_of(made)[:4]):
        said = {"status": "none" if at in gaps else "in_place"}
        said |= {"assistance": "zzwanted"} if at in assistance else {}
        answers.keep(answers.answer_of(made, None, item), said)
    summaries.agree(made, person)
    SummaryConsent.objects.filter(assessment=made).update(
        given_at=timezone.make_aware(datetime(year, 7, 1))
    )
    return made


def made_of(year):
    return Summary.objects.filter(year=year).exclude(parts=0)


@pytest.mark.django_db
def test_from_five_states_on_and_not_before():
    for code in AFRICAN[:4]:
        assessment(code, 0)
    assert release_for(YEAR) == 0
    for code in AFRICAN[:5]:
        assessment(code, 0, year=YEAR + 1)
    assert release_for(YEAR + 1) == 1
    summary = made_of(YEAR + 1).get()
    assert summary.region.key == "african"
    assert {state.code for state in summary.states.all()} == set(AFRICAN[:5])


@pytest.mark.django_db
def test_it_says_how_many_in_words_and_by_item():
    for at, code in enumerate(AFRICAN[:5]):
        assessment(code, *([0, 1] if at < 2 else [1]), assistance=[2] if at < 3 else [])
    release_for(YEAR)
    items = summaries.by_chapter(made_of(YEAR).get())[0][1]
    assert [(line.gaps, line.assistance) for line in items[:4]] == [
        ("up to half of the States", "up to half of the States"),
        ("more than half", "up to half of the States"),
        ("up to half of the States", "more than half"),
        ("up to half of the States", "up to half of the States"),
    ]


@pytest.mark.django_db
def test_a_year_is_released_once_and_what_comes_later_waits():
    for code in AFRICAN[:5]:
        assessment(code, 0)
    release_for(YEAR)
    before = list(made_of(YEAR).values())
    for code in AFRICAN[5:]:
        assessment(code, 1)
    assert release_for(YEAR) == 0
    assert list(made_of(YEAR).values()) == before


@pytest.mark.django_db
def test_consent_given_after_the_year_counts_for_the_next_one():
    made = [assessment(code, 0) for code in AFRICAN[:5]]
    SummaryConsent.objects.filter(assessment=made[0]).update(
        given_at=timezone.make_aware(datetime(YEAR + 1, 1, 1))
    )
    assert release_for(YEAR) == 0
    assert release_for(YEAR + 1) == 1


@pytest.mark.django_db
def test_one_state_that_joins_or_leaves_is_not_told_by_the_difference_of_two_years():
    """The five of the first year answer as before; what is new would be the sixth's."""
    for code in AFRICAN[:5]:
        assessment(code)
    release_for(YEAR)
    for code in AFRICAN[:5]:
        assessment(code, year=YEAR + 1)
    assessment(AFRICAN[5], 0, 1, 2, year=YEAR + 1)
    release_for(YEAR + 1)
    first, second = made_of(YEAR).get(), made_of(YEAR + 1).get()
    assert set(first.states.all()) == set(second.states.all())
    assert first.rows == second.rows
    for code in AFRICAN[:4]:  # one of them stays away
        assessment(code, 0, year=YEAR + 2)
    assert release_for(YEAR + 2) == 0


@pytest.mark.django_db
def test_an_assessment_is_counted_once():
    """A year in which one State alone had a new workshop would tell what has changed there."""
    for code in AFRICAN[:5]:
        assessment(code, 0)
    release_for(YEAR)
    assessment(AFRICAN[0], 1, year=YEAR + 1)
    assert release_for(YEAR + 1) == 0


@pytest.mark.django_db
def test_a_state_is_counted_in_one_region_and_there_is_no_other_cut():
    for code in ["tr", "fr", "de", "it", "es"]:  # Türkiye sits in two groups
        assessment(code, 0)
    assert release_for(YEAR) == 1
    counted = [state.code for row in Summary.objects.all() for state in row.states.all()]
    assert sorted(counted) == ["de", "es", "fr", "it", "tr"]
    assert {row.region.scheme for row in Summary.objects.all()} == {"un_group"}


@pytest.mark.django_db
def test_what_a_state_has_erased_or_withdrawn_is_not_counted():
    made = [assessment(code, 0) for code in AFRICAN[:6]]
    StateKey.objects.filter(state=made[0].owner).delete()
    summaries.withdraw(made[1], people.focal_point("ug"))
    assert release_for(YEAR) == 0


@pytest.mark.parametrize("total", range(FEWEST, 60))
def test_a_level_tells_neither_all_nor_none_not_even_to_a_state_that_is_counted(total):
    numbers = {}
    for number in range(total + 1):
        numbers.setdefault(level(number, total), set()).add(number)
    assert len(numbers) == parts_for(total)
    assert min(map(len, numbers.values())) >= NARROWEST
    for own in (0, 1):
        for possible in numbers.values():
            others = {number - own for number in possible} & set(range(total))
            assert len(others) > 1, "what the others have answered would be known"


@pytest.mark.parametrize("seed", range(20))
def test_no_combination_of_summaries_is_about_fewer_than_five_states(seed):
    """Whatever is added and subtracted weighs all States of a bloc alike: none stands alone."""
    rng = Random(seed)  # noqa: S311
    states, counted = range(24), []
    for _year in range(12):
        candidates = {state for state in states if rng.random() < rng.choice([0.5, 0.8, 1])}
        allowed = may_be_counted(candidates, counted)
        assert allowed <= candidates
        counted += [allowed] if allowed else []
    assert counted
    for some in chain.from_iterable(combinations(counted, number) for number in (1, 2, 3)):
        weights = [rng.choice([-2, -1, 1, 2]) for _each in some]
        by_weight = {}
        for state in states:
            weight = sum(
                each for each, summary in zip(weights, some, strict=True) if state in summary
            )
            by_weight.setdefault(weight, set()).add(state)
        by_weight.pop(0, None)
        assert all(len(alike) >= FEWEST for alike in by_weight.values())


def test_the_rule_lets_whole_blocs_in_and_newcomers_by_five():
    first = set(range(5))
    assert may_be_counted(first, []) == first
    assert may_be_counted(set(range(6)), [first]) == first
    assert may_be_counted(set(range(10)), [first]) == set(range(10))
    assert may_be_counted(set(range(4)), [first]) == set()
    assert may_be_counted(set(range(5, 10)), [first]) == set(range(5, 10))
    ten = set(range(10))
    assert may_be_counted(first, [ten]) == first
    assert may_be_counted(set(range(6)), [ten]) == set()


@pytest.mark.django_db
def test_a_focal_point_agrees_and_changes_her_mind_and_the_trail_says_no_more(client):
    made = assessment("ke", 0)
    SummaryConsent.objects.all().delete()
    person = people.focal_point("ke")
    browser = signed_in(person)
    place = [made.room.workshop_id, made.pk]
    page, address = (
        reverse(name, args=place) for name in ("workshop_sharing", "count_in_workshop_summary")
    )
    assert "Count this assessment" in browser.get(page).content.decode()
    browser.post(address, {"counted": "yes"})
    assert SummaryConsent.objects.get().assessment == made
    assert "Do not count it" in browser.get(page).content.decode()
    browser.post(address, {"counted": "no"})
    assert not SummaryConsent.objects.exists()
    said = AuditEntry.objects.order_by("number").values_list("action", "after")
    assert list(said)[-2:] == [
        ("workshop summary agreed to", {"state": "ke"}),
        ("workshop summary withdrawn from", {"state": "ke"}),
    ]


@pytest.mark.django_db
def test_the_page_names_no_state_and_no_number_and_is_for_officers(client):
    for code in AFRICAN[:6]:
        assessment(code, 0, assistance=[1])
    release_for(YEAR)
    summary = made_of(YEAR).get()
    address = reverse("workshop_summary", args=[summary.pk])
    for visitor in (people.focal_point("ke"), people.user("nobody-")):
        assert signed_in(visitor).get(address).status_code in (302, 403)
    assert client.get(address).status_code == 302
    browser = signed_in(people.officer())
    body = browser.get(address).content.decode().split("nice-padding")[1]
    assert "more than half" in body
    assert "At least 5 States" in body
    names = [member_state(code).name_en for code in AFRICAN]
    assert [name for name in [*names, "zz"] if name in body] == []
    assert str(YEAR) in browser.get(reverse("workshop_summaries")).content.decode()
    nothing = Summary.objects.filter(year=YEAR, parts=0).first()
    assert browser.get(reverse("workshop_summary", args=[nothing.pk])).status_code == 404


@pytest.mark.django_db
def test_the_job_makes_those_of_last_year():
    year = timezone.localdate().year - 1
    for code in AFRICAN[:5]:
        assessment(code, 0, year=year)
    for _time in range(2):
        call_command("release_workshop_summaries")
    assert made_of(year).count() == 1
