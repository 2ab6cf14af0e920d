"""Drafts that a State has not submitted, and officers on every way through the admin."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Filter, Image
from wagtail.images.tests.utils import get_test_image_file

from practices.models import PracticePage
from tests import people
from tests.downloads import status_of
from tests.factories import PracticeFactory, fresh, state_page
from tests.nightly import nightly
from tests.shared_rows import shared

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("kept_pages", "superusers_act"),
    pytest.mark.slow,
    pytest.mark.share,
]
TITLE = "Quiet beginnings"


@pytest.fixture
def officer(client, request):
    person = getattr(people, request.param)()
    client.force_login(person)
    return person


def by_day(who):
    """By day one of the two who look on; in the night the other as well."""
    other = "superuser" if who == "officer" else "officer"
    return pytest.mark.parametrize("officer", [who, *nightly(other)], indirect=True)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(_draft, django_db_blocker)


def _draft():
    """(the page, who wrote it)"""
    author = people.focal_point("ke")
    page = PracticeFactory(publish=False, title=TITLE, **people.FILLED)
    page.save_revision(user=author, log_action=True)
    return page, author


@pytest.fixture
def author(made):
    return fresh(made[1])


@pytest.fixture
def draft(made):
    return fresh(made[0])


def pages_of_lists(page):
    parent = page.get_parent()
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[parent.pk]),
        reverse("wagtailadmin_pages:search") + "?q=quiet",
        reverse("wagtailadmin_choose_page_child", args=[parent.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=quiet",
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={parent.pk}&for_explorer=1",
        reverse("wagtailadmin_api:pages:listing") + "?search=quiet",
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("secretariat_queue"),
        reverse("audit_trail"),
        reverse("audit_export", args=["csv"]),
    ]


def addresses_of(page):
    names = ("edit", "preview_on_edit", "view_draft", "revisions_index", "history", "delete")
    return [
        *(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in names),
        reverse("wagtailadmin_api:pages:detail", args=[page.pk]),
        reverse("secretariat_changes", args=[page.pk]),
        reverse("audit_page_trail", args=[page.pk]),
        reverse("audit_export", args=["csv"]) + f"?page={page.pk}",
        reverse("submission_preview", args=[page.pk]),
        reverse("submission_check", args=[page.pk]),
    ]


def text_of(response):
    return b"".join(response).decode() if response.streaming else response.content.decode()


@by_day("officer")
def test_no_list_names_it(client, officer, draft):
    for address in pages_of_lists(draft):
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert TITLE not in text_of(response), address


@by_day("superuser")
def test_no_address_opens_it(client, officer, draft):
    for address in addresses_of(draft):
        response = client.get(address)
        assert TITLE not in text_of(response), address
        assert people.FILLED["summary"] not in text_of(response), address


@by_day("officer")
def test_an_officer_does_not_save_it(client, officer, draft):
    before = draft.latest_revision_id
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    client.post(address, {"title": "Mine"})
    assert PracticePage.objects.get(pk=draft.pk).latest_revision_id == before


@by_day("officer")
def test_what_an_officer_typed_is_given_back_and_nothing_of_the_state(client, officer, draft):
    blocks = [{"text": "A paragraph of the officer."}, {"text": "And another."}]
    sent = {"summary": "Words of the officer.", "description": json.dumps({"blocks": blocks})}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), sent)
    text = response.content.decode()
    assert response.status_code == 403
    for words in ("Words of the officer.", "A paragraph of the officer.", "And another."):
        assert words in text
    assert TITLE not in text


def is_readable(client, page):
    return TITLE in text_of(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


@by_day("officer")
def test_once_submitted_it_is_read_until_it_is_taken_back(client, officer, author, draft):
    people.submitted(draft, author)
    assert is_readable(client, draft)
    client.force_login(author)
    client.post(reverse("submission_take_back", args=[draft.pk]))
    client.force_login(officer)
    assert not is_readable(client, draft)


@by_day("superuser")
def test_what_was_handed_in_stays_readable_when_changes_are_asked_and_newer_words_are_not(
    client, officer, author, draft
):
    people.submitted(draft, author)
    people.decide(draft, people.officer(), "reject", "More, please.")
    assert is_readable(client, draft)
    page = PracticePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    page.summary = "Only ours."
    page.save_revision(user=author)
    assert not is_readable(client, draft)


@by_day("officer")
def test_the_next_version_of_a_public_page_is_the_states_and_the_page_can_be_withdrawn(
    client, officer, author
):
    page = PracticeFactory(title="Public words")
    page.title = TITLE
    page.save_revision(user=author)
    explorer = reverse("wagtailadmin_explore", args=[state_page("ke").pk])
    body = client.get(explorer).content.decode()
    assert "Public words" in body
    assert TITLE not in body
    assert not is_readable(client, page)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    # A superuser is no officer: they may look.
    assert PracticePage.objects.get(pk=page.pk).live is officer.is_superuser


def test_the_state_itself_reads_it(client, author, draft):
    client.force_login(author)
    for name in ("submission_preview", "submission_check"):  # behind /admin/ are officers only
        assert TITLE in client.get(reverse(name, args=[draft.pk])).content.decode()


@by_day("superuser")
def test_words_taken_out_before_the_submission_stay_the_states(client, officer, author, draft):
    page = PracticePage.objects.get(pk=draft.pk)
    page.summary = "Submitted words."
    people.submitted(page, people.focal_point("ke"))
    first, newest = draft.latest_revision_id, page.latest_revision_id
    assert first != newest
    earlier = [
        reverse("review_text", args=[page.pk, first]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, first]),
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, newest]),
    ]
    for address in earlier:
        body = text_of(client.get(address, follow=True))
        assert people.FILLED["summary"] not in body, address
    assert "Submitted words." in text_of(
        client.get(earlier[0].replace(f"/{first}/", f"/{newest}/"))
    )


@by_day("officer")
def test_what_was_handed_in_before_is_compared_with_what_is_handed_in_now(
    client, officer, author, draft
):
    people.submitted(draft, author)
    first = draft.latest_revision_id
    people.decide(draft, people.officer(), "reject", "More, please.")
    page = PracticePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    page.summary = "Much more."
    people.submitted(page, author)
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, "latest"])
    assert "Much more." in text_of(client.get(address))


def with_file(client, page, author, kind):
    """Hand the State's new file over by the guided form; its model's newest."""
    client.force_login(author)
    picture = SimpleUploadedFile("a.png", get_test_image_file().file.getvalue())
    file = picture if kind == "images" else SimpleUploadedFile("a.txt", b"Ours alone.")
    data = {f"{kind}-title": TITLE, f"{kind}-caption": TITLE, f"{kind}-file": file}
    client.post(reverse("submission_material", args=[page.pk]), data | {"add": kind})
    return (Image if kind == "images" else Document).objects.latest("pk")


def places_of(file):
    part = "images" if isinstance(file, Image) else "docs"
    return [
        reverse(f"wagtail{part}_chooser:choose"),
        reverse(f"wagtail{part}_chooser:choose_results") + "?q=quiet",
        reverse(f"wagtail{part}_chooser:chosen", args=[file.pk]),
        reverse(f"wagtailadmin_api:{'images' if part == 'images' else 'documents'}:listing"),
        reverse(f"wagtail{part}:index"),
        reverse(f"wagtail{part}:edit", args=[file.pk]),
        reverse("audit_trail"),
        reverse("audit_export", args=["csv"]),
    ]


def url_of(file):
    if isinstance(file, Document):
        return file.url
    spec = Filter(spec="width-100")
    with file.generate_rendition_file(spec) as rendition:
        return file.renditions.create(filter_spec=spec.spec, file=rendition).url


# Wagtail's chooser leaves the temporary files of its thumbnails open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("officer", "kind"),
    [
        ("officer", "annexes"),
        ("superuser", "images"),
        *nightly(("officer", "images"), ("superuser", "annexes")),
    ],
    indirect=["officer"],
)
def test_files_of_a_draft_are_the_states_until_it_is_submitted(
    client, officer, author, draft, kind
):
    file = with_file(client, draft, author, kind)
    url = url_of(file)
    assert status_of(client, url) == 200
    client.force_login(officer)
    assert status_of(client, url) == 404
    for address in places_of(file):
        assert TITLE not in text_of(client.get(address, follow=True)), address
    people.submitted(PracticePage.objects.get(pk=draft.pk).get_latest_revision_as_object(), author)
    assert status_of(client, url) == 200
    assert TITLE in text_of(client.get(places_of(file)[0]))
