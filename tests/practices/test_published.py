"""published() is the one rule; each state a page can be in is tried."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from practices.models import ContributionPage
from practices.querysets import published, unrestricted
from tests.factories import PracticeFactory, StrategyFactory, state_page

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def hidden_draft():
    return PracticeFactory(publish=False)


def hidden_unpublished():
    page = PracticeFactory()
    page.unpublish()
    return page


def hidden_restricted():
    page = PracticeFactory()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def hidden_below_restricted():
    page = PracticeFactory(state="fr")
    PageViewRestriction.objects.create(page=state_page("fr"), restriction_type="login")
    return page


def hidden_under_embargo():
    return PracticeFactory(embargo_until=timezone.now() + HOUR)


def hidden_expired():
    page = PracticeFactory()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
    return page


HIDDEN = [
    hidden_draft,
    hidden_unpublished,
    hidden_restricted,
    hidden_below_restricted,
    hidden_under_embargo,
    hidden_expired,
]


@pytest.mark.fault(2)
@pytest.mark.parametrize("make", HIDDEN)
def test_a_hidden_contribution_is_in_no_public_queryset(make):
    page = make()
    assert not ContributionPage.objects.published().filter(pk=page.pk).exists()
    assert not published(Page.objects.all()).filter(pk=page.pk).exists()


@pytest.mark.parametrize("make", HIDDEN)
def test_a_hidden_contribution_has_no_page(make, client):
    page = make()
    response = client.get(f"/practices/{page.place_slug}/{page.slug}/")
    assert response.status_code in {
        302,
        404,
        410,
    }  # a restricted page sends to the login, one withdrawn is gone
    assert page.title.encode() not in response.content


def test_an_embargo_in_the_past_hides_nothing():
    page = StrategyFactory(embargo_until=timezone.now() - HOUR)
    assert ContributionPage.objects.published().filter(pk=page.pk).exists()


def test_what_is_restricted_is_what_wagtail_says():
    PracticeFactory(state="fr")
    pages = [PracticeFactory(), state_page("fr"), StrategyFactory()]
    for page in pages:
        PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    open_ones = unrestricted(Page.objects.all())
    assert set(open_ones) == set(Page.objects.public())
    assert not open_ones.filter(pk__in=[page.pk for page in pages]).exists()
