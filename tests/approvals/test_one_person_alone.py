"""What one person alone tries on the real views: a superuser, and an officer. Nothing changes.

Two walks: what would take the review, the keys or the addresses apart, deed by deed; and every
address of the admin, posted to by a superuser.
"""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Collection, Site, Workflow

from accounts import roles
from audit.models import AuditEntry
from home.models import ChapterIndexPage, ChapterPage, HomePage
from mail.models import Message
from practices import file_collections, publication
from practices.models import PracticeIndexPage, StateIndexPage, StrategyIndexPage
from review import workflow as review_workflow
from review.models import FourEyesTask
from submission.models import Invitation
from tests import people
from tests.commission import record
from tests.editor import edit_words, propose_and_apply
from tests.factories import PracticeFactory, document_of, member_state, state_page
from tests.nightly import NIGHTLY, nightly
from tests.test_country_wall import ROUTES, World, watch

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCRATCH = "wagtailadmin_formstate"  # what the preview of an open editor shows to its owner
FIXED = (
    HomePage,
    PracticeIndexPage,
    StrategyIndexPage,
    StateIndexPage,
    ChapterIndexPage,
    ChapterPage,
)


def workflow():
    return Workflow.objects.get(name=review_workflow.NAME)


def task():
    return FourEyesTask.objects.get(name=review_workflow.STEPS[0])


def states_list():
    return StateIndexPage.objects.get()


def workflow_form(**changes):
    """The form of Wagtail's page about a workflow, with the second step of review struck out."""
    rows = list(workflow().workflow_tasks.order_by("sort_order"))
    data = {"name": review_workflow.NAME, "active": "on"}
    for prefix, total in (("workflow_tasks", len(rows)), ("pages", 1), ("workflow_pages", 1)):
        data |= {f"{prefix}-{name}": "0" for name in ("INITIAL_FORMS", "MIN_NUM_FORMS")}
        data |= {f"{prefix}-MAX_NUM_FORMS": "1000", f"{prefix}-TOTAL_FORMS": str(total)}
    data["workflow_tasks-INITIAL_FORMS"] = str(len(rows))
    for number, row in enumerate(rows):
        prefix = f"workflow_tasks-{number}"
        data |= {f"{prefix}-id": row.pk, f"{prefix}-task": row.task_id, f"{prefix}-ORDER": number}
        data[f"{prefix}-DELETE"] = "" if number == 0 else "on"
    data |= {"pages-0-page": states_list().pk, "pages-0-DELETE": ""}
    return data | changes


def group():
    return Group.objects.get(name=roles.SECRETARIAT)


def site_form(**changes):
    site = Site.objects.get()
    names = ("hostname", "port", "site_name")
    data = {name: getattr(site, name) for name in names} | {"root_page": states_list().pk}
    return data | {"is_default_site": "on"} | changes


def collection():
    return file_collections.state_collection(member_state("ke"))


def spare_collection():
    return Collection.get_first_root_node().add_child(name="Spare")


# What only a superuser has an editor for: {deed: () -> (address, form)}
OF_SUPERUSERS = {
    "switch the review off": lambda: (
        reverse("wagtailadmin_workflows:disable", args=[workflow().pk]), {}
    ),
    "take a step out of the review": lambda: (
        reverse("wagtailadmin_workflows:edit", args=[workflow().pk]), workflow_form()
    ),
    "take the review off the pages": lambda: (
        reverse("wagtailadmin_workflows:remove", args=[states_list().pk, workflow().pk]), {}
    ),
    "make another review": lambda: (
        reverse("wagtailadmin_workflows:add"),
        workflow_form(name="Short cut")
        | {"workflow_tasks-TOTAL_FORMS": "1", "workflow_tasks-INITIAL_FORMS": "0"}
        | {"workflow_tasks-0-id": "", "pages-0-page": PracticeIndexPage.objects.get().pk},
    ),
    "switch a step off": lambda: (
        reverse("wagtailadmin_workflows:disable_task", args=[task().pk]), {}
    ),
    "give a step to other people": lambda: (
        reverse("wagtailadmin_workflows:edit_task", args=[task().pk]),
        {"name": task().name, "groups": [Group.objects.create(name="Friends").pk]},
    ),
    "make a step": lambda: (
        reverse("wagtailadmin_workflows:add_task", args=["wagtailcore", "groupapprovaltask"]),
        {"name": "Anything goes", "groups": [group().pk]},
    ),
    "rename a State's collection": lambda: (
        reverse("wagtailadmin_collections:edit", args=[collection().pk]),
        {"name": "Others", "parent": Collection.get_first_root_node().pk},
    ),
    "delete a collection": lambda: (
        reverse("wagtailadmin_collections:delete", args=[spare_collection().pk]), {}
    ),
    "make a collection": lambda: (
        reverse("wagtailadmin_collections:add"),
        {"name": "Others", "parent": Collection.get_first_root_node().pk},
    ),
    "shut a collection off": lambda: (
        reverse("wagtailadmin_collections:set_privacy", args=[collection().pk]),
        {"restriction_type": "login"},
    ),
    "give another page the portal's address": lambda: (
        reverse("wagtailsites:edit", args=[Site.objects.get().pk]), site_form()
    ),
    "add a site": lambda: (
        reverse("wagtailsites:add"), site_form(hostname="other.example.org", is_default_site="")
    ),
    "send an address elsewhere": lambda: (
        reverse("wagtailredirects:add"),
        {"old_path": "/cited/", "site": "", "redirect_page": "", "is_permanent": "on"}
        | {"redirect_link": "https://example.org/"},
    ),
    "delete a file no page names": lambda: (
        reverse("wagtaildocs:delete", args=[document_of("ke").pk]), {}
    ),
    "change a file": lambda: (
        reverse("wagtaildocs:edit", args=[document_of("ke").pk]),
        {"title": "Renamed", "collection": collection().pk, "tags": ""},
    ),
}  # fmt: skip


def page_deeds(page):
    """What a person tries on a page that others need: [(address, form)]"""
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    place = states_list().get_parent()
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    yield _of("unpublish", page), {"include_descendants": "on"}
    yield f"{bulk}?id={page.pk}", {"include_descendants": "on"}
    yield _by_api("unpublish", page), {"recursive": "true"}
    yield _of("delete", page), {"confirm_site_name": "Good Practice Portal"}
    yield _by_api("delete", page), {}
    yield _of("copy", page), copy
    yield reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk]), {}
    yield from locks_and_walls(page)


def locks_and_walls(page):
    yield _of("set_privacy", page), {"restriction_type": "login"}
    yield _of("lock", page), {}


def _of(step, page):
    return reverse(f"wagtailadmin_pages:{step}", args=[page.pk])


def _by_api(step, page):
    return reverse("wagtailadmin_api:pages:action", args=[page.pk, step])


PERSONS = {
    "officer": people.officer,
    "superuser": people.superuser,
    "officer who is a superuser": lambda: people.officer(is_superuser=True),
}


# By day a superuser, who is refused before any view is asked, tries what only superusers have an
# editor for, and every address of the admin (below).
@pytest.fixture(params=["officer", *nightly("superuser", "officer who is a superuser")])
def alone(request, client):
    person = PERSONS[request.param]()
    client.force_login(person)
    return person


def by_turns(deeds, turn):
    """By day every other one of them, beginning with another for each page; in the night all."""
    deeds = list(deeds)
    return deeds if NIGHTLY else deeds[turn % 2 :: 2]


@pytest.mark.parametrize("who", ["officer", "superuser", *nightly("officer who is a superuser")])
def test_nobody_alone_changes_what_holds_the_review(client, who):
    client.force_login(PERSONS[who]())
    for deed, prepared in OF_SUPERUSERS.items():
        address, form = prepared()
        with watch() as written:
            answer = client.post(address, form)
        assert (deed, written) == (deed, [])
        assert answer.status_code in (302, 403, 404), deed


@pytest.mark.share
@pytest.mark.parametrize(
    "deed",
    [*list(OF_SUPERUSERS)[::3], *nightly(*list(OF_SUPERUSERS)[1::3], *list(OF_SUPERUSERS)[2::3])],
)
def test_without_the_rule_a_superuser_alone_does_it(client, deed, superusers_act):
    """Or the deeds above would be refused for another reason than the rule."""
    client.force_login(people.superuser())
    address, form = OF_SUPERUSERS[deed]()
    with watch() as written:
        client.post(address, form)
    assert written


@pytest.mark.share
@pytest.mark.parametrize("model", FIXED)
def test_nobody_alone_takes_away_a_page_that_others_need(client, alone, model):
    page = model.objects.first()
    for address, form in by_turns(page_deeds(page), FIXED.index(model)):
        with watch() as written:
            client.post(address, form)
        assert (address, written) == (address, [])


CHANGES = [
    {"slug": "elsewhere"},
    {"expire_at": "2020-01-01 00:00"},
    {"go_live_at": "2099-01-01 00:00"},
]
# By day each page with one change, and each change for two pages.
EACH_CHANGE = [(model, change) for change in CHANGES for model in FIXED]
CHANGES_BY_DAY = list(zip(FIXED, 2 * CHANGES, strict=True))


@pytest.mark.share
@pytest.mark.parametrize(
    ("model", "change"),
    [*CHANGES_BY_DAY, *nightly(*(one for one in EACH_CHANGE if one not in CHANGES_BY_DAY))],
)
def test_two_officers_give_such_a_page_new_words_and_no_other_address(
    client, first, second, model, change
):
    before = model.objects.first()
    edit_words(client, first, before, **change)
    for officer in (first, second):
        propose_and_apply(client, before, first, officer)
    call_command("publish_scheduled")
    after = model.objects.get(pk=before.pk)
    assert after.title == "New words"
    kept = ("slug", "url_path", "live", "go_live_at", "expire_at")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


def test_code_gives_such_a_page_no_other_address_either():
    page = PracticeIndexPage.objects.get()
    page.slug, page.way = "elsewhere", publication.APPROVAL
    with pytest.raises(ValidationError, match="address of this page is fixed"):
        page.save()
    with pytest.raises(ValidationError, match="address of this page is fixed"):
        page.save_revision()


@pytest.mark.parametrize("publish", [True, False])
def test_nobody_locks_a_states_text_or_shuts_it_off(client, alone, publish):
    """What is no longer for the public is withdrawn, and comes back by two officers only."""
    author = people.focal_point("ke")
    page = PracticeFactory(publish=publish, **people.FILLED)
    if not publish:
        people.submitted(page, author)
    for target in (page, state_page("ke")):
        for address, form in locks_and_walls(target):
            with watch() as written:
                client.post(address, form)
            assert (address, written) == (address, [])


@pytest.mark.share
@pytest.mark.parametrize("publish", [True, False])
def test_nobody_alone_decides_about_an_entry_of_the_record(client, alone, publish):
    """A draft that was never public is an officer's to delete; whatever else takes two."""
    meeting = record.meeting(source="E/CN.7/2020/CRP.1")
    entry = record.intervention(meeting, state="ke", publish=publish, source="E/CN.7/2020/CRP.1")
    deletions = (_of("delete", entry), _by_api("delete", entry))
    for turn, page in enumerate((meeting, entry)):
        deeds = [*page_deeds(page), *deeds_of_publication(page)]
        for address, form in by_turns(deeds, turn):
            if publish or address not in deletions:
                with watch() as written:
                    client.post(address, form)
                assert (address, written) == (address, [])


def deeds_of_publication(page):
    place = page.get_parent()
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": place.pk}
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    yield f"{bulk}?id={page.pk}", {"include_descendants": "on"}
    yield f"{bulk}?id={place.pk}", {"include_descendants": "on"}
    yield _by_api("publish", page), {}
    yield _by_api("create_alias", page), {"destination_page_id": place.pk}
    yield _by_api("copy", page), {"destination_page_id": place.pk, "keep_live": "true"}
    yield _of("copy", page), copy | {"publish_copies": "on", "alias": "on"}
    yield _of("set_page_position", page), {"position": 0}
    yield reverse("wagtailadmin_pages:move", args=[page.pk]), {"new_parent_page": place.pk}
    yield reverse("submission_withdraw", args=[page.pk]), people.CONFIRMED


def test_an_officer_ends_no_review_in_wagtails_editor(client, alone):
    page = PracticeFactory(publish=False, **people.FILLED)
    people.submitted(page, people.focal_point("ke"))
    client.post(_of("edit", page), {"action-cancel-workflow": "true"})
    assert type(page).objects.get(pk=page.pk).workflow_in_progress


@pytest.mark.share
def test_no_address_of_the_admin_takes_anything_from_a_superuser(client):
    world, admin = World(), reverse("wagtailadmin_home")
    client.force_login(people.superuser())
    addresses = [
        (route, address)
        for route, names in ROUTES
        for address in world.by_day(route, names)
        if address.startswith(admin)
    ]
    assert len(addresses) > 200
    # By day a third of them: a superuser is refused before the view is asked.
    for route, address in addresses[:: 1 if NIGHTLY else 3]:
        with watch() as written:
            client.post(address, world.form)
        kept = [sql for sql in written if SCRATCH not in sql]
        assert (route, kept) == (route, [])


def test_a_superuser_is_told_and_looks_on(client):
    client.force_login(people.superuser())
    answer = client.post(OF_SUPERUSERS["switch the review off"]()[0])
    assert (answer.status_code, "changes nothing here" in answer.content.decode()) == (403, True)
    assert AuditEntry.objects.filter(action="denied").exists()
    for name in ("wagtailadmin_home", "wagtailadmin_workflows:index", "audit_trail", "people"):
        assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse("wagtailadmin_logout")).status_code == 302


def test_who_is_dismissed_by_one_comes_back_by_two(client):
    person, colleague = people.focal_point("ke"), people.focal_point("ke")
    first, second = people.officer(), people.officer()
    client.force_login(first)
    address = reverse("dismiss_focal_point", args=[person.focal_points.get().pk])
    client.post(address, people.CONFIRMED)
    assert not person.focal_points.exists()
    told = Message.objects.filter(subject__startswith="No longer a focal point")
    assert {message.to for message in told} >= {first.email, second.email, colleague.email}
    invitation = {"email": person.email, "state": member_state("ke").pk, "office": "Ministry"}
    client.post(reverse("invite_focal_point"), invitation)
    assert not Invitation.objects.exists()
    assert not person.focal_points.exists()


def test_a_second_factor_taken_off_is_heard_by_all_officers(client):
    person, first, second = people.focal_point("ke"), people.officer(), people.officer()
    client.force_login(first)
    client.post(reverse("reset_second_factor", args=[person.pk]), people.CONFIRMED)
    told = set(Message.objects.values_list("to", flat=True))
    assert told == {person.email, first.email, second.email}
