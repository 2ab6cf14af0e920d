"""Files: never exchanged, kept while a text names them, and public for their own State only."""

import json
from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from audit.models import AuditEntry
from home.models import StandardPage
from practices import file_collections, own_files
from practices.content import FILE_LISTS
from practices.file_rules import FileRuleError
from practices.models import Annex, ContributionImage, PracticePage, StrategyPage
from practices.references import ForeignReferenceError
from review.models import Clearance
from tests import people
from tests.downloads import status_of
from tests.factories import PracticeFactory, StrategyFactory, member_state, state_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superusers_act")]


def document(code, content=b"text", user=None):
    return Document.objects.create(
        title=f"Annex of {code}",
        file=SimpleUploadedFile("a.txt", content),
        uploaded_by_user=user,
        collection=file_collections.state_collection(member_state(code)),
    )


def image(code):
    with get_test_image_file() as file:
        return Image.objects.create(
            title="Room",
            file=file,
            collection=file_collections.state_collection(member_state(code)),
        )


def with_annex(file, **options):
    rows = {"annexes": [Annex(title="Annex", document=file)]}
    return PracticeFactory(terms=rows, **options)


def served(client, file):
    with closing(client.get(file.url)) as answer:
        return b"".join(answer) if answer.status_code == 200 else answer.status_code


ROLES = {
    "the State": lambda: people.focal_point("ke"),
    "another State": lambda: people.focal_point("fr"),
    "officer": people.officer,
    "superuser": people.superuser,
}


@pytest.mark.parametrize("role", ROLES)
def test_no_role_exchanges_a_published_file(client, role):
    """By Wagtail's form of the document, and by its chooser and bulk pages of the same address."""
    person = ROLES[role]()
    file = document("ke", b"as cleared", user=person)  # Wagtail lets owners change their files
    with_annex(file)
    before = served(client, file)
    client.force_login(person)
    for name in ("wagtaildocs:edit", "wagtaildocs:delete"):
        data = {"title": "x", "file": SimpleUploadedFile("a.txt", b"another"), "collection": 1}
        client.post(reverse(name, args=[file.pk]), data)
    client.logout()
    assert served(client, file) == before == b"as cleared"


@pytest.mark.parametrize("make", [document, image])
def test_the_file_of_a_document_or_image_never_changes(make):
    file = make("ke")
    file.title = "A better title"
    file.save()
    with get_test_image_file(filename="other.png") as other:
        file.file = other if make is image else SimpleUploadedFile("b.txt", b"other")
        with pytest.raises(FileRuleError, match="cannot be replaced"):
            file.save()


def test_a_clearance_is_about_the_content_of_the_files_too():
    file = document("ke")
    page = people.cleared(with_annex(file, publish=False), people.focal_point("ke"))
    assert Clearance.objects.holds_for(page)
    Document.objects.filter(pk=file.pk).update(file_hash="another")
    assert not Clearance.objects.holds_for(PracticePage.objects.get(pk=page.pk))


@pytest.mark.parametrize("kind", ["annexes", "images"])
def test_a_file_that_a_draft_names_is_not_deleted(client, kind):
    author = people.focal_point("ke")
    page = PracticeFactory(publish=False, title="A draft", **people.FILLED)
    file = document("ke", user=author) if kind == "annexes" else image("ke")
    newest = page.get_latest_revision_as_object()
    row = Annex(title="A", document=file) if kind == "annexes" else ContributionImage(image=file)
    getattr(newest, kind).add(row)
    people.submitted(newest, author)
    with pytest.raises(FileRuleError, match="A draft"), transaction.atomic():
        file.delete()
    client.force_login(people.superuser())
    name = "wagtaildocs:delete" if kind == "annexes" else "wagtailimages:delete"
    assert client.post(reverse(name, args=[file.pk])).status_code < 500
    assert type(file).objects.filter(pk=file.pk).exists()
    client.force_login(author)
    assert client.get(reverse("submission_overview", args=[page.pk])).status_code == 200


def test_a_file_no_text_names_may_go_and_both_leave_their_trail():
    person = people.focal_point("ke")
    file = document("ke", user=person)
    file.delete()
    added, deleted = AuditEntry.objects.filter(action__startswith="file ").order_by("number")
    assert (added.action, added.actor_id) == ("file added", person.pk)
    assert deleted.action == "file deleted"
    assert deleted.before["id"] == added.after["id"]
    assert "title" not in deleted.before  # officers read the trail


def test_a_file_of_another_state_is_refused_wherever_it_is_named():
    foreign = document("fr")
    page = PracticeFactory(publish=False)
    page.annexes.add(Annex(title="Annex", document=foreign))
    with pytest.raises(ValidationError, match="another State"):
        page.full_clean()
    with pytest.raises(ForeignReferenceError):
        page.save_revision()
    strategy = StrategyFactory(publish=False)
    strategy.document = foreign
    with pytest.raises(ForeignReferenceError):
        strategy.save_revision()
    practice = PracticeFactory(publish=False)
    practice.images.add(ContributionImage(image=image("fr")))
    with pytest.raises(ForeignReferenceError):
        practice.save_revision()


def test_what_another_state_has_published_may_be_named():
    shared = document("fr")
    with_annex(shared, state="fr")
    page = with_annex(shared, publish=False)
    page.full_clean()
    assert page.save_revision()


def test_a_strategy_supersedes_one_of_its_own_state_or_a_public_one():
    draft = StrategyFactory(state="fr", publish=False)
    page = StrategyFactory(publish=False)
    page.supersedes = StrategyPage.objects.get(pk=draft.pk)
    with pytest.raises(ForeignReferenceError, match="same State"):
        page.save_revision()


def test_links_in_the_text_to_hidden_things_of_another_state_lead_nowhere():
    hidden, public = document("fr"), PracticeFactory(state="fr")
    draft = PracticeFactory(state="fr", publish=False)
    own = document("ke")
    text = "".join(
        f'<p><a id="{pk}" linktype="{kind}">words</a></p>'
        for kind, pk in (
            ("document", hidden.pk),
            ("page", draft.pk),
            ("page", public.pk),
            ("document", own.pk),
        )
    )
    page = PracticeFactory(publish=False, description=text)
    html = json.dumps(page.get_latest_revision().content["description"])
    assert f'id=\\"{hidden.pk}\\" linktype=\\"document' not in html
    assert f'id=\\"{draft.pk}\\" linktype=\\"page' not in html
    assert html.count("linktype") == 2
    assert html.count("words") == 4


def test_a_file_is_public_through_pages_of_its_own_state_only(client):
    file = document("fr")
    page = PracticeFactory(publish=False)
    page.annexes.add(Annex(title="Annex", document=file))
    super(PracticePage, page).save()  # as a hand in the database would
    PracticePage.objects.filter(pk=page.pk).update(live=True)
    assert status_of(client, file.url) == 404
    with_annex(file, state="fr")
    assert status_of(client, file.url) == 200


def test_a_link_is_checked_whatever_its_address_holds():
    file = document("fr")
    page = PracticeFactory(publish=False)
    page.description = f'<p><a href="/?a>b" linktype="document" id="{file.pk}">words</a></p>'
    page.save_revision()
    assert "linktype" not in page.get_latest_revision().content["description"]


@pytest.mark.parametrize("of_state", [False, True])
def test_no_page_around_makes_a_states_file_public(client, of_state):
    file = document("ke")
    page = state_page("fr") if of_state else StandardPage.objects.first()
    page.introduction = f'<p><a linktype="document" id="{file.pk}">words</a></p>'
    page.publish(page.save_revision(), way="approval")
    assert status_of(client, file.url) == 404
    own = state_page("ke")
    own.introduction = page.introduction
    own.publish(own.save_revision(), way="approval")
    assert status_of(client, file.url) == 200


@pytest.mark.parametrize("make", [document, image])
def test_nobody_hands_a_file_to_another_state(client, make):
    file, other = make("ke"), file_collections.state_collection(member_state("fr"))
    part = "wagtaildocs" if make is document else "wagtailimages"
    client.force_login(people.superuser())
    data = {"title": "Renamed", "collection": other.pk, "tags": "", "description": ""}
    data |= dict.fromkeys([f"focal_point_{name}" for name in ("x", "y", "width", "height")], "")
    client.post(reverse(f"{part}:edit", args=[file.pk]), data)
    bulk = reverse("wagtail_bulk_action", args=[part, make.__name__, "add_to_collection"])
    client.post(f"{bulk}?id={file.pk}", {"collection": other.pk})
    file.refresh_from_db()
    assert file.collection.file_state.state.code == "ke"


@pytest.mark.parametrize("kind", ["annexes", "images"])
def test_who_asks_for_one_file_has_the_lists_of_its_own_state_read_and_no_words(
    client, monkeypatch, kind
):
    files = {}
    for code in ("ke", "fr", "fr"):
        author = people.focal_point(code)
        files[code] = document(code, user=author) if kind == "annexes" else image(code)
        files[code].uploaded_by_user = author
        files[code].save()
        page = PracticeFactory(state=code, publish=False, **people.FILLED)
        row = {"annexes": Annex(title="A"), "images": ContributionImage()}[kind]
        setattr(row, "document" if kind == "annexes" else "image", files[code])
        setattr(page, kind, [row])
        people.submitted(page, author)
    read = []
    files_of = own_files.files_of
    monkeypatch.setattr(own_files, "files_of", lambda data: read.append(data) or files_of(data))
    officer = people.officer()
    assert own_files.may_see(officer, files["ke"])
    assert [set(data) for data in read] == [set(FILE_LISTS)]
    assert own_files.may_see(officer, files["fr"])
    assert len(read) == 3
    everything = own_files.not_handed_in(type(files["ke"]))
    assert not everything.filter(pk__in=[file.pk for file in files.values()]).exists()
