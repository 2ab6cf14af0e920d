"""Words on the Secretariat's own pages: one officer alone changes none, by any door."""

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from approvals.models import Proposal
from audit.models import AuditEntry
from home.models import ChapterPage, Featured, HomePage, StandardPage
from mail.models import Message
from practices import publication
from practices.models import ContributionPage, PracticeIndexPage, StatePage, Worded
from tests import people
from tests.editor import edit_words, filled_form, propose_and_apply
from tests.factories import PracticeFactory, fresh
from tests.nightly import nightly

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OURS = [model for model in get_page_models() if not issubclass(model, ContributionPage)]
WORDED = [model for model in OURS if model is not Page]
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture(params=["officer", "superuser"])
def alone(request):
    return getattr(people, request.param)()


def words(page):
    return fresh(page).all_words()


@pytest.mark.parametrize("model", OURS)
def test_every_page_that_no_state_writes_is_changed_by_two(model):
    assert model is Page or issubclass(model, Worded)


def publish_alone(client, person, page):
    """All that one person has for it, which leaves the words as they are."""
    before = words(page)
    edit_words(client, person, page, **PUBLISH)
    client.post(reverse("propose_words", args=[page.pk]), people.CONFIRMED)
    for proposal in Proposal.objects.all():
        client.post(reverse("apply_proposal", args=[proposal.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={page.pk}")
    client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]))
    assert fresh(page).latest_revision is not None
    assert words(page) == before


# By day one page that is there once, and one of many.
@pytest.mark.share
@pytest.mark.parametrize(
    "model",
    [
        HomePage,
        StandardPage,
        *nightly(*(model for model in WORDED if model not in (HomePage, StandardPage))),
    ],
)
def test_no_superuser_alone_publishes_words(client, superusers_act, model):
    page = model.objects.filter(live=True).first()
    publish_alone(client, people.superuser(), page)


# By day every other kind of page; test_one_person_alone.py changes those that others need as well.
@pytest.mark.share
@pytest.mark.parametrize("model", [*WORDED[::2], *nightly(*WORDED[1::2])])
def test_two_officers_publish_words_and_no_officer_alone(client, first, second, model):
    page = model.objects.filter(live=True).first()
    publish_alone(client, first, page)
    proposal = Proposal.objects.get()
    client.force_login(second)
    assert "<ins>New words</ins>" in str(
        client.get(reverse("proposal", args=[proposal.pk])).content
    )
    client.post(reverse("apply_proposal", args=[proposal.pk]))
    assert fresh(page).title == "New words"


def test_the_other_officers_and_the_trail_hear_of_it(client, first, second):
    page = HomePage.objects.get()
    edit_words(client, first, page)
    client.post(reverse("propose_words", args=[page.pk]), people.CONFIRMED)
    assert Message.objects.filter(to=second.email, subject__startswith="Proposed: ").exists()
    client.force_login(second)
    client.post(reverse("apply_proposal", args=[Proposal.objects.get().pk]))
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"proposal proposed", "proposal applied"} <= actions


def test_a_new_page_is_made_public_by_two(client, first, second):
    home = HomePage.objects.get()
    client.force_login(first)
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    data = filled_form(client, address) | {"title": "News", "slug": "news"} | PUBLISH
    client.post(address, data)
    page = StandardPage.objects.get(slug="news")
    assert not page.live
    propose_and_apply(client, page, first, second)
    assert client.get("/news/").status_code == 200
    assert Proposal.objects.get().summary == "Publish the page “News”"


def test_a_copy_or_an_alias_of_a_page_is_not_public(client, first):
    page, home = StandardPage.objects.first(), HomePage.objects.get()
    client.force_login(first)
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk}
    for more in ({"publish_copies": "on"}, {"publish_copies": "on", "alias": "on"}):
        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | more)
        assert not StandardPage.objects.live().filter(slug="copy").exists()


@pytest.mark.parametrize("model", [HomePage, PracticeIndexPage, ChapterPage, StandardPage])
def test_code_changes_no_words_either(model):
    page = model.objects.first()
    page.title = "Words of code"
    with pytest.raises(publication.PublicationRefusedError):
        page.save()
    with pytest.raises(publication.PublicationRefusedError):
        page.save_revision().publish()
    assert model.objects.get(pk=page.pk).title != "Words of code"


def test_a_page_taken_off_comes_back_by_two(client, first, second):
    page = StandardPage.objects.first()
    page.unpublish(user=first)
    with pytest.raises(publication.PublicationRefusedError):
        fresh(page).save_revision().publish()
    propose_and_apply(client, page, first, second)
    assert fresh(page).live


def test_the_other_officers_hear_of_a_page_taken_off(client, first, second):
    page = StandardPage.objects.first()
    client.force_login(first)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not fresh(page).live
    [told] = Message.objects.filter(subject=f"Taken off the site: {page.title}")
    assert told.to == second.email
    assert AuditEntry.objects.filter(action="withdrawn", actor_id=first.pk).exists()


def test_what_was_public_is_not_deleted_by_one(client, alone, superusers_act):
    page = StandardPage.objects.first()
    page.unpublish()
    client.force_login(alone)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{bulk}?id={page.pk}")
    assert StandardPage.objects.filter(pk=page.pk).exists()


def test_a_draft_is_deleted_unless_something_public_stood_below_it(client, first):
    draft = HomePage.objects.get().add_child(instance=StandardPage(title="Draft", live=False))
    address = reverse("wagtailadmin_pages:delete", args=[draft.pk])
    client.force_login(first)
    below = draft.add_child(instance=StandardPage(title="Below"))
    client.post(address)
    assert StandardPage.objects.filter(pk=below.pk).exists()
    StandardPage.objects.filter(pk=below.pk).update(live=False, first_published_at=None)
    client.post(address)
    assert not StandardPage.objects.filter(pk=draft.pk).exists()


def test_featured_contributions_are_chosen_by_two(client, first, second):
    shown, chosen = PracticeFactory(title="Shown"), PracticeFactory(title="Chosen")
    home = HomePage.objects.get()
    Featured.objects.create(page=home, contribution=shown, sort_order=0)
    change = {"title": home.title, "featured-0-contribution": chosen.pk}
    edit_words(client, first, home, **change, **PUBLISH)
    assert [row.pk for row in fresh(home).public_featured()] == [shown.pk]
    client.post(reverse("propose_words", args=[home.pk]), people.CONFIRMED)
    client.force_login(second)
    proposal = Proposal.objects.get()
    body = client.get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert "<dt>Featured contributions</dt>" in body
    assert "<ins>Chosen</ins>" in body
    client.post(reverse("apply_proposal", args=[proposal.pk]))
    assert [row.pk for row in fresh(home).public_featured()] == [chosen.pk]


def test_what_has_no_words_of_ours_cannot_be_proposed(client, first):
    client.force_login(first)
    for page in (PracticeFactory(), Page.get_first_root_node()):
        assert client.get(reverse("propose_words", args=[page.pk])).status_code == 404


def test_the_button_stands_on_every_such_page(client, first):
    client.force_login(first)
    for page in (StatePage.objects.first(), HomePage.objects.get(), StandardPage.objects.first()):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        body = client.get(address).content.decode()
        assert reverse("propose_words", args=[page.pk]) in body
        assert "action-publish" not in body
