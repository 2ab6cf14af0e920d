"""Rows of a list say what the pages would, of every kind of contribution."""

from datetime import date

import pytest
from django.utils.translation import override

from commission.models import Organization
from practices.models import ContributionPage, public_rows, rows_of
from practices.templatetags.contribution_lists import contribution_entry
from search.kinds import KINDS
from tests.commission import record
from tests.factories import PledgeFactory, PracticeFactory, StrategyFactory, state_page
from tests.practices.test_events import restrict
from tests.queries import at_most
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ATTRIBUTES = (
    "pk",
    "title",
    "summary",
    "language",
    "direction",
    "start_year",
    "end_year",
    "address",
    "address_prefix",
    "place_slug",
    "whose",
    "occasion",
    "years",
    "type_label",
    "is_compared",
    "is_sample",
    "first_published_at",
    "get_language_display",
)


def said(item, name):
    """The value as a list writes it, with its language if it has one."""
    value = getattr(item, name)
    value = value() if callable(value) else value
    return str(value), getattr(value, "language", "")


@pytest.fixture(scope="module")
def one_of_each(django_db_setup, django_db_blocker):
    yield from shared(_one_of_each, django_db_blocker)


def _one_of_each():
    meeting = record.meeting(last_day=date(2019, 10, 18))
    body = record.body("honlac", "Heads of agencies", verified=False)
    organization = Organization.objects.create(
        slug="who", label_en="World Health Organization", label_fr="OMS", kind="un"
    )
    PracticeFactory(start_year=2018, summary="One & two", language="ar")
    PracticeFactory(state="international", start_year=2018, end_year=2021, is_sample=True)
    StrategyFactory(kind="law", state="fr", start_year=2020, end_year=2020)
    StrategyFactory(kind="")
    PledgeFactory(pledged_on=date(2024, 3, 14), occasion="The segment of 2024")
    PledgeFactory(state="international", organization="An <association>")
    hidden = record.meeting(title="Not public", slug="hidden", publish=False)
    record.meeting(title="In a month", slug="month", precision="month", body=body)
    record.meeting(title="When?", slug="unknown", date=None)
    record.intervention(meeting, state="ke", language="fr")
    record.intervention(meeting, kind="video", organization=organization)
    record.intervention(hidden, kind="written")
    record.document("E/CN.7/2019/1", meeting=meeting, date=date(2019, 9, 1))
    record.document("UNODC/HONLAC/2020/1", body=body)
    record.recommendation(meeting)
    record.call(meeting, deadline=date(2019, 12, 1))


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh-hans"])
def test_a_row_says_what_its_page_would(one_of_each, language):
    pages = ContributionPage.objects.published().newest()
    with override(language):
        rows = rows_of(pages)
        for row, page in zip(rows, pages.specific(), strict=True):
            for name in ATTRIBUTES:
                assert said(row, name) == said(page, name), (page.title, name)
            assert contribution_entry(row) == contribution_entry(page)
    assert {row.model for row in rows} == {kind.model for kind in KINDS}


def test_many_rows_cost_as_much_as_few(one_of_each):
    with at_most(4):  # restrictions are read for each of the two
        shown = [contribution_entry(row) for row in rows_of(ContributionPage.objects.published())]
    assert len(shown) > 10


def test_only_what_is_public_is_given_by_id():
    shown, draft, restricted = PracticeFactory(), PracticeFactory(publish=False), PracticeFactory()
    restrict(None, restricted)
    pages = [shown, draft, restricted, state_page("ke")]
    assert list(public_rows([page.pk for page in pages])) == [shown.pk]
    assert public_rows([]) == {}
