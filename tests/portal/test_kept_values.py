"""Values that pages are made of, kept between requests: what is hidden is gone with the next one.

Whole pages are not kept here, so that each request is answered from the values.
"""

import re
from datetime import date, timedelta
from itertools import cycle, product
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from commission.models import Organization
from common import generations
from home.models import HomePage, StandardPage, _children
from practices import public_changes, publication
from practices.models import ContributionPage
from practices.querysets import restricted_paths
from taxonomy.models import Challenge, Chapter
from tests import people
from tests.commission import record
from tests.factories import PledgeFactory, PracticeFactory, StrategyFactory, state_page
from tests.nightly import NIGHTLY, nightly
from tests.practices import test_events as ways
from tests.queries import at_most

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes_at_once"), pytest.mark.slow]
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0"}
TITLE = "Naloxone for families"


@pytest.fixture(autouse=True)
def _values_alone(settings):
    settings.KEPT_VALUES_SECONDS = 60
    settings.KEPT_PAGES_SECONDS = 0


def terms():
    return {"chapters": [Chapter.objects.first()], "challenges": [Challenge.objects.first()]}


# What is made of all public pages; by day a practice alone is looked for there.
BESIDE = ["/", "/states/ke/", "/search/?q=naloxone"]
KINDS = {
    "practice": (
        lambda: PracticeFactory(title=TITLE, start_year=2019, terms=terms()),
        ["/practices/", "/fr/states/ke/", *BESIDE],
    ),
    "strategy": (
        lambda: StrategyFactory(title=TITLE, start_year=2019, terms=terms()),
        ["/strategies/", "/search/?type=strategy", *(BESIDE if NIGHTLY else ())],
    ),
    "pledge": (
        lambda: PledgeFactory(title=TITLE, terms=terms()),
        ["/search/?type=pledge"],
    ),
    "meeting": (
        lambda: record.meeting(title=TITLE, slug="naloxone"),
        ["/meetings/", "/search/?type=meeting"],
    ),
    "statement": (
        lambda: record.intervention(record.meeting(), title=TITLE, state="ke"),
        ["/search/?type=statement"],
    ),
    "document": (
        lambda: record.document("E/CN.7/2019/1", title=TITLE),
        ["/search/?type=document"],
    ),
    "call": (
        lambda: record.call(record.meeting(), title=TITLE, deadline=date(2019, 12, 1)),
        ["/search/?type=call"],
    ),
}


def body(address, client=None):
    return (client or Client()).get(address, **BROWSER).content.decode()


def shown_in(addresses, client=None):
    """Asked twice: the first visit may fill what is kept, the second one is answered from it."""
    return {
        address for _visit in range(2) for address in addresses if TITLE in body(address, client)
    }


OTHERS, WAYS = [*KINDS][1:], (ways.withdraw, ways.delete, ways.restrict)
BY_DAY = [*(("practice", way) for way in ways.HIDDEN), *zip(OTHERS, cycle(WAYS), strict=False)]
AT_NIGHT = [pair for pair in product(OTHERS, WAYS) if pair not in BY_DAY]


@pytest.mark.parametrize(("kind", "way"), [*BY_DAY, *nightly(*AT_NIGHT)])
def test_what_is_hidden_is_gone_with_the_next_request(kind, way):
    make, addresses = KINDS[kind]
    page = make()
    assert shown_in([*addresses, page.url]) == {*addresses, page.url}
    way(Client(), page)
    assert not {address for address in addresses if TITLE in body(address)}
    assert Client().get(page.url, **BROWSER).status_code in (302, 404, 410)


@pytest.mark.parametrize("kind", KINDS)
def test_an_embargo_and_an_expiry_come_by_the_clock_alone(kind):
    make, addresses = KINDS[kind]
    page = make()
    opens = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=5)
    page.embargo_until, page.expire_at = opens, opens + timedelta(seconds=20)
    page.save_and_publish(None, publication.IMPORT)
    for seconds, is_shown in ((-2, False), (1, True), (19, True), (21, False)):
        now = opens + timedelta(seconds=seconds)
        with patch("django.utils.timezone.now", lambda now=now: now):
            expected = {*addresses} if is_shown else set()
            assert shown_in(addresses) == expected, seconds
            status = Client().get(page.url, **BROWSER).status_code
            assert status == (200 if is_shown else 404), seconds


def test_a_restriction_that_is_lifted_opens_at_once():
    page = PracticeFactory(title=TITLE)
    ways.restrict(None, page)
    assert shown_in(["/", "/states/ke/", page.url]) == set()
    PageViewRestriction.objects.get(page=page).delete()
    assert shown_in(["/", "/states/ke/", page.url]) == {"/", "/states/ke/", page.url}


def test_counts_follow():
    assert numbers("/states/") == numbers("/coverage/") == []
    page = PracticeFactory(terms=terms())
    assert numbers("/states/") == ["1"]
    assert "1" in numbers("/coverage/")
    page.unpublish()
    assert numbers("/states/") == numbers("/coverage/") == []


def numbers(address):
    """What is shared by some State, or stands in some cell of the table."""
    found = re.findall(r'class="(?:states__count|cell cell--\d)"[^>]*>(\d+)', body(address))
    return [number for number in found if number != "0"]


def test_related_contributions_are_read_anew():
    page = PracticeFactory(title=TITLE, summary="Naloxone", terms=terms())
    other = PracticeFactory(title="Another of it", summary="Naloxone", terms=terms())
    assert shown_in([other.url]) == {other.url}
    ways.restrict(None, page)
    assert TITLE not in body(other.url)


def test_terms_and_names_change_in_every_language():
    challenge = Challenge.objects.first()
    organization = Organization.objects.create(slug="who", label_en="WHO", kind="un")
    addresses = ["/", "/fr/", "/search/", "/coverage/"]
    for address in addresses:
        body(address)
    challenge.label_en, challenge.label_fr = "Another label", "Another label, en français"
    challenge.save()
    organization.delete()
    for address in addresses:
        label = "Another label, en français" if address == "/fr/" else "Another label"
        assert label in body(address), address


def test_languages_do_not_mix():
    english, french = body("/"), body("/fr/")
    assert "Chapters" in english
    assert "Chapters" not in french
    for _visit in range(2):
        assert body("/fr/") == french
        assert body("/") == english


def test_somebody_signed_in_is_answered_from_the_same_values():
    page = PracticeFactory(title=TITLE)
    officer = Client()
    officer.force_login(people.officer())
    assert shown_in(["/states/ke/", page.url], officer) == {"/states/ke/", page.url}
    ways.restrict(None, state_page("ke"))
    assert TITLE not in body("/states/ke/", officer)
    assert "wagtail-userbar" not in body("/states/")


def test_only_requests_that_read_public_pages_enter():
    entered = {}
    answer = public_changes.generation

    def noted():
        entered["now"] = True
        return answer()

    with patch("portal.last_known.generation", noted):
        for method, address, is_entered in (
            ("get", "/", True),
            ("head", "/", True),
            ("post", "/", False),
            ("get", "/submit/", False),
            ("get", "/admin/", False),
            ("get", "/open-data/", False),
        ):
            entered.clear()
            getattr(Client(), method)(address, **BROWSER)
            assert bool(entered) is is_entered, (method, address)
            assert not generations.is_entered()


def test_a_transaction_sees_its_own_restriction():
    """As jobs and commands do: nothing is kept for them."""
    page = PracticeFactory()
    body("/")
    assert restricted_paths() == {}
    ways.restrict(None, page)
    assert restricted_paths() == {len(page.path): [page.path]}
    assert page not in ContributionPage.objects.published()


def test_a_page_of_a_view_that_fails_leaves_the_generation():
    with (
        patch("search.coverage.views.render", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        body("/coverage/")
    assert not generations.is_entered()


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 6),
        ("/states/", 6),
        ("/coverage/", 4),
        ("/states/ke/", 12),
        ("/search/?q=naloxone", 24),
    ],
)
def test_the_second_visit_asks_little(address, queries):
    PracticeFactory(title=TITLE, terms=terms())
    body(address)
    with at_most(queries):
        body(address)


def test_pages_that_are_kept_are_copied_before_they_are_shown():
    home = HomePage.objects.get()
    generations.enter(public_changes.generation())
    kept = _children(home.pk)
    before = {slug: vars(page).copy() for slug, page in kept.items()}
    for slug in kept:
        body(f"/{slug}/")
    generations.enter(public_changes.generation())
    assert _children(home.pk) is kept
    generations.leave()
    assert {slug: vars(page) for slug, page in kept.items()} == before


def test_a_page_of_the_secretariat_goes_and_changes_its_address_at_once():
    text = StandardPage.objects.in_menu().exclude(slug="about").first()
    for _visit in range(2):
        assert Client().get(text.url, **BROWSER).status_code == 200
    text.slug, text.way = "elsewhere", publication.APPROVAL
    text.save()
    assert f'href="/{text.slug}/"' in body("/")
    assert Client().get("/elsewhere/", **BROWSER).status_code == 200
    text.live = False
    text.save()
    assert Client().get("/elsewhere/", **BROWSER).status_code == 404
    assert f'href="/{text.slug}/"' not in body("/")


def test_without_a_site_there_is_no_page():
    Site.objects.all().delete()
    assert Client().get("/practices/", **BROWSER).status_code == 404


def test_many_visits_change_nothing_that_is_shared():
    for _number in range(3):
        PracticeFactory(terms=terms())
    addresses = ["/", "/states/", "/coverage/", "/search/", "/states/ke/", "/chapters/"]
    first = {address: body(address) for address in addresses}
    for _visit in range(3):
        for address in reversed(addresses):
            assert body(address) == first[address], address
