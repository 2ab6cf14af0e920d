"""The facts of the taxonomy, as far as they are established."""

from collections import Counter

import pytest

from taxonomy.models import (
    Challenge,
    Chapter,
    MemberState,
    PolicyDocument,
    Recommendation,
    Region,
    RegionMembership,
    WorkplanItem,
)

pytestmark = pytest.mark.django_db


def totals(scheme):
    rows = RegionMembership.objects.filter(region__scheme=scheme, counts_in_totals=True)
    return Counter(rows.values_list("region__key", flat=True))


def test_seven_chapters_and_twelve_challenges_and_other():
    assert list(Chapter.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    assert Challenge.objects.exclude(slug="other").count() == 12
    assert Challenge.objects.filter(slug="other").exists()


def test_the_four_policy_documents():
    years = PolicyDocument.objects.order_by("year").values_list("year", flat=True)
    assert list(years) == [2009, 2014, 2016, 2019]


def test_un_groups_sum_to_all_member_states_with_each_state_once():
    groups = totals("un_group")
    assert groups["african"] == 54
    assert groups["asia-pacific"] == 54  # 53 and Kiribati
    assert groups["eastern-european"] == 23
    assert groups["grulac"] == 33
    assert groups["weog"] == 29  # 28 and the United States; Türkiye counts here
    assert sum(groups.values()) == MemberState.objects.count() == 193


def test_m49_regions():
    assert totals("m49") == {
        "m49-002": 54,
        "m49-142": 47,
        "m49-150": 43,
        "m49-019": 35,
        "m49-009": 14,
    }


def test_tuerkiye_is_in_two_groups_and_counts_in_one():
    memberships = RegionMembership.objects.filter(
        state__code="tr", region__scheme="un_group"
    ).values_list("region__key", "counts_in_totals")
    assert dict(memberships) == {"weog": True, "asia-pacific": False}


@pytest.mark.parametrize(("code", "group"), [("ki", "asia-pacific"), ("us", "weog")])
def test_states_the_lists_disagree_on(code, group):
    assert MemberState.objects.get(code=code).regions.filter(key=group).exists()


def test_the_holy_see_is_no_member_state():
    assert not MemberState.objects.filter(code="va").exists()


def test_no_recommendation_is_verified_until_the_official_list_is_imported():
    assert Recommendation.objects.exists()
    assert not Recommendation.objects.verified().exists()


def test_regional_bodies_are_not_public_while_their_membership_is_deduced():
    assert Region.objects.filter(scheme="cnd_body").count() == 5
    assert not Region.objects.public().filter(scheme="cnd_body").exists()


def test_only_established_workplan_years_are_verified():
    verified = set(WorkplanItem.objects.filter(verified=True).values_list("year", flat=True))
    assert verified == {2019, 2020, 2021, 2022}
    of_2022 = WorkplanItem.objects.filter(year=2022, verified=True)
    assert [item.challenge.slug for item in of_2022] == ["non-conformity"]


def test_names_follow_the_language_of_the_interface():
    from django.utils.translation import override

    egypt, chapter = MemberState.objects.get(code="eg"), Chapter.objects.get(number=1)
    with override("fr"):
        assert egypt.name == "Égypte"
        assert chapter.label == chapter.label_fr
    with override("en"):
        assert egypt.name == "Egypt"
