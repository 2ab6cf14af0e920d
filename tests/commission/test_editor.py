"""Wagtail's editor for the record: each kind of entry, its lists and rules, two people's words."""

from datetime import date

import pytest
from django.urls import reverse

from commission.models import (
    BodyRecommendationPage,
    DocumentPage,
    InterventionPage,
    MeetingIndexPage,
    MeetingPage,
    Panellist,
    Segment,
)
from practices.content import content_of
from practices.models import PracticePage
from taxonomy.models import Challenge
from tests import factories, people
from tests.commission import record
from tests.editor import filled_form, form_in
from tests.factories import fresh
from tests.nightly import NIGHTLY
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def segment(title="Morning", **fields):
    made = Segment(title=title, day=date(2019, 10, 16), half="am", **fields)
    made.challenges = [Challenge.objects.first()]
    made.panellists = [Panellist(nominated_by="un", role="Expert", is_name_public=True)]
    return made


def make_entries():
    """One of each kind, none of them public."""
    at = record.meeting(publish=False)
    at.segments = [segment(), segment("Second")]
    at.save()  # as the editor does while nothing is public
    at.save_revision()
    return [
        at,
        record.intervention(at, state="ke", publish=False),
        record.document("E/CN.7/2020/9", publish=False),
        record.recommendation(at, publish=False),
    ]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_entries, django_db_blocker)


@pytest.fixture
def officer(client):
    person = people.officer()
    client.force_login(person)
    return person


@pytest.fixture
def entries(made):
    return [fresh(page) for page in made]


@pytest.fixture
def meeting(entries):
    return entries[0]


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(model, parent):
    names = model._meta.label_lower.split(".")
    return reverse("wagtailadmin_pages:add", args=[*names, parent.pk])


def newest(page):
    return fresh(page).get_latest_revision_as_object()


def test_the_preview_shows_what_is_typed_and_an_untouched_form_changes_nothing(
    client, officer, entries
):
    for page in entries:
        before = content_of(newest(page).serializable_data())
        form = filled_form(client, edit(page))
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        answer = client.post(address, form | {"title": "Typed and not saved"})
        assert answer.json() == {"is_valid": True, "is_available": True}
        assert "Typed and not saved" in client.get(address).content.decode()
        answer = client.post(edit(page), form)
        assert (page, answer.status_code) == (page, 302)
        assert content_of(newest(page).serializable_data()) == before


def test_an_officer_writes_each_kind_of_entry(client, officer, meeting):
    cnd = record.body()
    state = factories.member_state("ke")
    made = {
        (MeetingPage, MeetingIndexPage.objects.get()): {
            "session": "thematic", "date": "2026-10-12", "body": cnd.pk, "certainty": "B",
        },
        (InterventionPage, meeting): {
            "kind": "statement", "state": state.pk, "certainty": "B", "was_delivered": "on",
        },
        (BodyRecommendationPage, meeting): {"number": "3", "certainty": "A"},
        (DocumentPage, record.document("E/CN.7/1", publish=False).get_parent()): {
            "symbol": "E/CN.7/2026/2", "certainty": "B",
        },
    }  # fmt: skip
    for (model, parent), typed in made.items():
        address = add(model, parent)
        form = filled_form(client, address)
        form |= {"title": "A new entry", "slug": model.__name__.lower(), "language": "en"} | typed
        answer = client.post(address, form | {"action-publish": "action-publish"})
        assert (model, answer.status_code) == (model, 302)
        page = model.objects.get(slug=model.__name__.lower())
        assert (page.live, page.owner) == (False, officer)
    page = InterventionPage.objects.get(slug="interventionpage")  # is of the meeting above it
    assert (page.meeting, page.body, page.date) == (meeting, meeting.body, meeting.date)


def test_a_field_of_the_record_is_none_of_a_practice(client, officer):
    joint = factories.PracticeFactory(state="international", publish=False)
    typed = {"state": factories.member_state("ke").pk}
    client.post(edit(joint), filled_form(client, edit(joint)) | typed)
    assert newest(joint).state is None
    assert PracticePage.objects.get(pk=joint.pk).state is None


def test_what_contradicts_itself_is_said_and_kept_in_the_form(client, officer, meeting):
    form = filled_form(client, edit(meeting)) | {
        "chair": "Typed once",
        "segments-0-panellists-0-state": factories.member_state("ke").pk,
        "segments-0-panellists-0-organization": organization().pk,
    }
    for fault, said in (
        ({"last_day": "2019-10-01"}, "before the first day"),
        ({"source_url": "ftp://example.org"}, "begins with https://"),
    ):
        answer = client.post(edit(meeting), form | fault)
        body = answer.content.decode()
        told = (fault, answer.status_code, said in body, "not both" in body, "Typed once" in body)
        assert told == (fault, 200, True, True, True)
    assert newest(meeting).chair == ""


def organization():
    from commission.models import Organization

    return Organization.objects.get_or_create(
        slug="unodc-test", defaults={"label_en": "UNODC", "kind": "un"}
    )[0]


def test_a_statement_is_of_a_state_or_an_organization(client, officer, entries):
    page = entries[1]
    form = filled_form(client, edit(page)) | {"organization": organization().pk}
    answer = client.post(edit(page), form)
    assert "not both" in answer.content.decode()
    client.post(edit(page), form | {"state": ""})
    assert (newest(page).state, newest(page).organization) == (None, organization())


def test_only_segments_of_the_meeting_are_offered(client, officer, meeting, entries):
    elsewhere = record.meeting(slug="other", publish=False)
    elsewhere.segments = [segment("Elsewhere")]
    elsewhere.save()
    meeting.save()
    page = entries[1]
    html = client.get(edit(page)).content.decode()
    assert ">Second</option>" in html
    assert "Elsewhere" not in html
    form = form_in(html) | {"segment": elsewhere.segments.get().pk}
    assert client.post(edit(page), form).status_code == 200


def test_a_link_to_a_draft_is_named_before_it_is_lost(client, officer, meeting, entries):
    page, other = entries[1], record.intervention(meeting, title="Draft", publish=False)
    blocks = (
        '{"blocks": [{"key": "a", "text": "See", "type": "unstyled", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 3, "key": 0}]}], '
        '"entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": %d, '
        '"url": "/x/"}}}}'
    )
    form = filled_form(client, edit(page)) | {"text": blocks % other.pk}
    assert "is not public" in client.post(edit(page), form).content.decode()


def change(page, **values):
    """Another officer saves meanwhile."""
    theirs = newest(page)
    for name, value in values.items():
        setattr(theirs, name, value)
    theirs.save_revision(user=people.officer())


def test_what_another_officer_changed_meanwhile_stays(client, officer, meeting):
    form = filled_form(client, edit(meeting))
    change(meeting, place="Vienna", segments=[segment("Theirs")])
    assert client.post(edit(meeting), form | {"chair": "Chair"}).status_code == 302
    found = newest(meeting)
    assert (found.place, found.chair) == ("Vienna", "Chair")
    assert [row.title for row in found.segments.all()] == ["Theirs"]


@pytest.mark.share
def test_two_changes_of_the_programme_are_refused(client, officer, meeting):
    form = filled_form(client, edit(meeting))
    change(meeting, segments=[segment("Theirs")])
    # By day what stands deepest.
    for field in ["segments-0-panellists-0-role", *(["segments-1-title"] if NIGHTLY else [])]:
        answer = client.post(edit(meeting), form | {field: "Mine"})
        body = answer.content.decode()
        told = (field, answer.status_code, "Mine" in body, "Theirs" in body)
        assert told == (field, 200, True, True)
    assert [row.title for row in newest(meeting).segments.all()] == ["Theirs"]


def test_saving_in_the_background_makes_no_row_twice(client, officer, meeting):
    headers = {"Accept": "application/json"}
    data = filled_form(client, edit(meeting)) | {
        "segments-0-panellists-TOTAL_FORMS": "2",
        "segments-0-panellists-1-nominated_by": "group",
        "segments-0-panellists-1-role": "Second expert",
        "segments-0-panellists-1-ORDER": "2",
    }
    for place in ("Vienna", "Nairobi"):
        answer = client.post(edit(meeting), data | {"place": place}, headers=headers).json()
        assert answer["success"], answer
        data |= answer["field_updates"] | {
            "overwrite_revision_id": answer["revision_id"],
            "loaded_revision_created_at": answer["revision_created_at"],
        }
    found = newest(meeting)
    assert found.place == "Nairobi"
    assert len(found.segments.all()[0].panellists.all()) == 2
