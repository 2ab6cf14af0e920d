"""Pages of contributions: addresses, rules of the tree, what is stored and shown."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from home.models import HomePage, StandardPage
from practices.models import (
    Annex,
    ContributionPage,
    PledgePage,
    PracticePage,
    StateIndexPage,
    StatePage,
    StrategyPage,
)
from taxonomy.models import Recommendation
from tests.downloads import status_of
from tests.factories import PracticeFactory, StrategyFactory, document_of, state_page

pytestmark = pytest.mark.django_db

CANARY = "focal.person@example.org"


def test_the_public_address_of_a_practice_and_a_strategy(client):
    practice = PracticeFactory(state="ke", slug="needles")
    strategy = StrategyFactory(state="fr", slug="plan")
    assert practice.url == "/practices/ke/needles/"
    assert strategy.url == "/strategies/fr/plan/"
    assert client.get(practice.url).status_code == 200
    assert client.get(strategy.url).status_code == 200


def test_the_place_in_the_tree_sends_to_the_public_address(client):
    page = PracticeFactory(state="ke", slug="needles")
    response = client.get("/states/ke/needles/")
    assert (response.status_code, response["Location"]) == (301, page.url)


def test_other_addresses_are_not_found(client):
    PracticeFactory(state="ke", slug="needles")
    for address in (
        "/practices/fr/needles/", "/strategies/ke/needles/", "/practices/ke/other/", "/practices/x/"
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("written", ["ke", "KE", "ken", "KEN"])
def test_a_state_is_found_by_its_codes(client, written):
    assert "Kenya" in client.get(f"/states/{written}/").content.decode()


ADDRESSES = [
    "/", "/states/", "/practices/", "/strategies/", "/chapters/", "/chapters/1/", "/challenges/",
    "/challenges/hiv-hcv/", "/states/international/",
]  # fmt: skip


def test_every_kind_of_page_opens_with_and_without_content(client):
    without = {address: client.get(address).status_code for address in ADDRESSES}
    PracticeFactory()
    StrategyFactory()
    assert {address: client.get(address).status_code for address in ADDRESSES} == without
    assert without == dict.fromkeys(ADDRESSES, 200)


def test_an_editor_cannot_build_a_wrong_tree():
    assert set(StatePage.allowed_subpage_models()) == {PracticePage, StrategyPage, PledgePage}
    assert PracticePage.allowed_parent_page_models() == [StatePage]
    assert PracticePage.allowed_subpage_models() == []
    assert StateIndexPage.allowed_subpage_models() == [StatePage]
    assert not ContributionPage.is_creatable
    assert StandardPage in HomePage.allowed_subpage_models()


def test_the_state_follows_the_place_in_the_tree(client):
    page = PracticeFactory(state="ke")
    page.move(state_page("fr"), pos="last-child")
    moved = PracticePage.objects.get(pk=page.pk)
    assert moved.state.code == "fr"
    assert client.get(f"/practices/fr/{page.slug}/").status_code == 200


@pytest.mark.asvs("1.2.1", "1.3.1")
def test_what_can_run_is_neither_stored_nor_shown(client):
    names = PracticePage.rich_text_fields()
    page = PracticeFactory(
        **dict.fromkeys(names, '<p onclick="x()">ok<script>alert(1)</script></p>')
    )
    for name in names:
        assert "<script" not in getattr(page, name), name
    stored = dict.fromkeys(names, "<p>ok<script>alert(1)</script></p>")
    PracticePage.objects.filter(pk=page.pk).update(**stored)
    body = client.get(page.url).content.decode()
    assert "<script>alert" not in body
    assert "onclick" not in body


@pytest.mark.asvs("8.2.3")
def test_the_contact_is_never_public(client):
    page = PracticeFactory(contact_name="Person", contact_email=CANARY)
    for address in (page.url, "/search/", "/states/ke/", "/practices/", "/"):
        assert CANARY not in client.get(address).content.decode()
    assert client.get(f"/search/?q={CANARY}").context["results"].total == 0


def test_unverified_recommendations_do_not_show(client):
    term = Recommendation.objects.get(key="s30-4-j")
    page = PracticeFactory(terms={"recommendations": [term]})
    assert term.label not in client.get(page.url).content.decode()
    Recommendation.objects.filter(pk=term.pk).update(verified=True)
    assert term.label in client.get(page.url).content.decode()


@pytest.mark.asvs("2.2.3")
def test_years_must_be_in_order():
    page = PracticePage(title="x", slug="x", start_year=2020, end_year=2010)
    with pytest.raises(ValidationError, match="before the first"):
        page.clean()


def annexed(**options):
    document = document_of("ke")
    page = PracticeFactory(terms={"annexes": [Annex(title="Annex", document=document)]}, **options)
    return page, document


def test_an_annex_is_public_while_its_page_is(client):
    page, document = annexed()
    assert status_of(client, document.url) == 200
    Page.objects.get(pk=page.pk).specific.unpublish()
    assert status_of(client, document.url) == 404


@pytest.mark.fault(2)
def test_the_annex_of_a_draft_is_for_its_editors(client, admin_client):
    _page, document = annexed(publish=False)
    assert status_of(client, document.url) == 404
    assert status_of(admin_client, document.url) == 200


def test_sample_content_says_so(client):
    page = PracticeFactory(is_sample=True)
    assert "Sample content" in client.get(page.url).content.decode()


@pytest.mark.parametrize("model", ["practicepage", "strategypage"])
def test_an_officer_opens_the_editor(admin_client, model):
    parent = state_page("ke")
    response = admin_client.get(f"/admin/pages/add/practices/{model}/{parent.pk}/")
    assert response.status_code == 200
    assert "never public" in response.content.decode()


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [(2018, 2021, "2018–2021"), (2018, None, "since 2018"), (2018, 2018, "2018"), (None, None, "")],
)
def test_a_period_as_people_read_it(start, end, shown):
    assert str(PracticePage(start_year=start, end_year=end).years) == shown
