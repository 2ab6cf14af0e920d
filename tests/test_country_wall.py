"""The wall between States: every address of the portal, tried with another State's ids.

The addresses come from the resolver. An address with a parameter that VALUES does not know fails
`test_every_address_has_a_verdict`: whoever adds one says here what its parameter points to.
"""

import os
import re
from contextlib import closing, contextmanager
from itertools import product

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from wagtail.admin.models import EditingSession
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, PageViewRestriction, TaskState

from accounts import roles
from accounts.models import SignIn
from approvals.models import Proposal
from practices import file_collections
from practices.form_steps import PRACTICE
from practices.models import Annex, ContributionImage, Link, PracticePage
from review import reclassification
from submission.models import DraftNote, Invitation
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory, member_state, state_page

pytestmark = pytest.mark.django_db
CANARY = "zzcanaryzz"
# Stands beside the canary in every text: searched for, it finds the canary and is no echo of it.
LURE = "lighthouse"
TEXT = f"{CANARY} {LURE}"

# Addresses without a verdict by parameter, each with the reason.
EXEMPT = {
    "wagtailadmin_error_test": "Wagtail's way to look at the page for errors: it fails on purpose",
    "wagtailadmin_logout": "ends the session of the test",
    "wagtailadmin_password_reset_confirm": "its key is of Django's making, tested there",
    "javascript_catalog": "words of the interface",
    "wagtail_serve": "public addresses: tests/practices/test_published.py",
}
# What a request may write without changing anything of another State.
OWN_TABLES = (
    "django_session",
    "accounts_signin",
    "accounts_attempt",
    "opendata_requestcount",
    "audit_auditentry",
    "audit_audithead",
    "wagtailusers_userprofile",
    "wagtailadmin_editingsession",
)


def walk(patterns, space=()):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*space, pattern.namespace) if pattern.namespace else space
            yield from walk(pattern.url_patterns, inner)
        elif pattern.name:
            yield ":".join([*space, pattern.name]), parameters(pattern.pattern)


def parameters(pattern):
    named = tuple(pattern.converters) or tuple(pattern.regex.groupindex)
    return named or tuple(range(pattern.regex.groups))


ROUTES = sorted(set(walk(get_resolver().url_patterns)), key=str)


class World:
    """Everything France has, with the canary in every text."""

    def __init__(self):
        self.author = people.focal_point("fr", first_name=CANARY, last_name=LURE)
        self.files()
        self.page = self.draft()
        people.submitted(self.page, self.author)
        self.public = self.published_with_draft()
        self.run = TaskState.objects.get(status="in_progress")
        self.comment = Comment.objects.create(
            page=self.page, user=self.author, text=TEXT, contentpath="summary"
        )
        self.session = EditingSession.objects.create(
            user=self.author, content_object=self.page, last_seen_at="2026-01-01T00:00Z"
        )
        self.sign_in = SignIn.objects.create(user=self.author, key="a", browser=TEXT)
        self.restriction = PageViewRestriction.objects.create(
            page=self.page, restriction_type="password", password=CANARY
        )
        self.reclassification = reclassification.propose(
            None, TEXT, [self.page, self.public], add=Chapter.objects.last()
        )
        self.proposal = Proposal.objects.create(
            kind="focal point",
            summary=TEXT,
            payload={"email": f"{CANARY}@example.org", "state": "fr", "office": TEXT},
            state=member_state("fr"),
        )
        self.note = DraftNote.objects.create(page=self.page, message=TEXT, text=TEXT)
        self.invitation, self.token = Invitation.issue(
            f"{CANARY}@example.org", member_state("fr"), None
        )

    def files(self):
        collection = file_collections.state_collection(member_state("fr"))
        self.document = Document.objects.create(
            title=TEXT, file=SimpleUploadedFile("a.txt", CANARY.encode()), collection=collection
        )
        self.image = Image.objects.create(
            title=TEXT, file=get_test_image_file(), collection=collection
        )

    def texts(self):
        names = ["title", "summary", "institution", "partners", "resources", "contact_name"]
        texts = dict.fromkeys(names, TEXT)
        texts |= dict.fromkeys(PracticePage.rich_text_fields(), f"<p>{TEXT}</p>")
        return texts | {"contact_email": f"{CANARY}@example.org"}

    def draft(self):
        rows = {
            "chapters": [Chapter.objects.first()],
            "annexes": [Annex(title=TEXT, document=self.document)],
            "images": [ContributionImage(caption=TEXT, image=self.image)],
            "links": [Link(title=TEXT, url=f"https://example.org/{CANARY}")],
        }
        return PracticeFactory(state="fr", publish=False, slug=CANARY, terms=rows, **self.texts())

    def published_with_draft(self):
        page = PracticeFactory(state="fr", title="In public", slug="in-public")
        for name, text in self.texts().items():
            setattr(page, name, text)
        page.save_revision(user=self.author)
        return page

    def values(self, name, route):
        """What a parameter of an address may hold, so that it points at something of France."""
        pages = [self.page.pk, self.public.pk]
        known = {
            "page_id": pages,
            "page_pk": pages,
            "page_to_move_id": pages,
            "parent_page_id": [state_page("fr").pk],
            "destination_id": [state_page("ke").pk],
            "task_state_id": [self.run.pk],
            "step_id": [self.run.pk],
            "task_id": [self.run.task_id],
            "workflow_state_id": [self.run.workflow_state_id],
            "workflow_pk": [self.run.workflow_state.workflow_id],
            "revision_id": [self.page.latest_revision_id, self.public.latest_revision_id],
            "revision_id_a": ["earliest", "live"],
            "revision_id_b": ["latest"],
            "document_id": [self.document.pk],
            "doc_id": [self.document.pk],
            "uploaded_file_id": [1],
            "image_id": [self.image.pk],
            "filter_spec": ["original"],
            "section": ["pages"],
            "collection_id": [self.document.collection_id],
            "session_id": [self.session.pk],
            "object_id": pages,
            "restriction_id": [1],
            "page_view_restriction_id": [self.restriction.pk],
            "redirect_id": [1],
            "reclassification_id": [self.reclassification.pk],
            "proposal_id": [self.proposal.pk],
            "focal_point_id": [self.author.focal_points.get().pk],
            "user_id": [self.author.pk],
            "sign_in_id": [self.sign_in.pk],
            "comment_id": [self.comment.pk],
            "note_id": [self.note.pk],
            "invitation_id": [self.invitation.pk],
            "content_type_app_name": ["practices"],
            "content_type_model_name": ["practicepage"],
            "step": [step.slug for step in PRACTICE],
            "form": ["csv", "xlsx", "docx", "jsonl", "ris", "bib"],
            "kind": ["practice", "strategy"],
            "public_id": pages,
            "webhook_id": [1],
            "webhook_step": ["paused", "resumed", "removed"],
            "number": [1],
            "code": ["fr"],
            "name": ["contributions.jsonl"],
            "token": ["no-such-token"],
            "action_name": self.actions(route),
            "action": ["publish", "unpublish", "delete", "move", "add_to_collection", "add_tags"],
            "app_label": ["practices", "wagtailcore", "wagtaildocs", "wagtailimages"],
            "model_name": ["practicepage", "page", "document", "image"],
            "app_name": ["practices", "wagtailcore", "wagtaildocs", "wagtailimages"],
            "pk": self.keys(route),
            "path": ["images/a.png"],
        }
        return known.get(name)

    def actions(self, route):
        if "api" in route:
            return ["publish", "unpublish", "delete", "move", "copy", "create_alias"]
        return ["approve", "reject", "decline"]

    def keys(self, route):
        """What `pk` means is told by the part of the admin it stands in."""
        for part, keys in {
            "api:documents": [self.document.pk],
            "api:images": [self.image.pk],
            "api-v1": [self.page.pk, self.public.pk],
            "pages": [self.page.pk, self.public.pk],
            "docs": [self.document.pk],
            "images": [self.image.pk],
            "users_users": [self.author.pk],
            "users_groups": [roles.secretariat_group().pk],
            "collections": [self.document.collection_id],
            "workflows": [self.run.workflow_state.workflow_id, self.run.task_id],
            "memberstate": [member_state("fr").pk],
            "snippet": [1],
            "sites": [1],
            "settings": [1],
        }.items():
            if part in route:
                return keys
        return None

    def addresses(self, route, names):
        """Every way to fill an address with ids of France."""
        if route == "wagtaildocs_serve":
            return [self.document.url]
        choices = [self.values(name, route) for name in names]
        found = [
            _reverse(route, dict(zip(names, values, strict=True))) for values in product(*choices)
        ]
        return [address for address in found if address]

    @property
    def query(self):
        ids = f"id={self.page.pk}&id={self.public.pk}&page={self.page.pk}"
        return f"?q={LURE}&query={LURE}&{ids}&state=fr&p=1"

    @property
    def form(self):
        """One body for all forms: what a thief would like to change."""
        return {
            "title": "stolen",
            "slug": "stolen",
            "name": "stolen",
            "summary": "stolen",
            "text": "stolen",
            "comment": "stolen",
            "cleared": "yes",
            "action-publish": "action-publish",
            "new_title": "stolen",
            "new_slug": "stolen",
            "new_parent_page": state_page("ke").pk,
            "publish_copies": "on",
            "alias": "on",
            "confirm": "yes",
            "reviewer": self.author.pk,
            "restriction_type": "none",
            "next": "",
        }


def _reverse(route, values):
    try:
        return reverse(route, kwargs=values)
    except NoReverseMatch:
        return None  # two patterns share the name, the other one takes these


@contextmanager
def watch():
    """Notes every write to a table that is not the visitor's own."""
    written = []

    def note(execute, sql, params, many, context):
        match = re.match(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "?(\w+)', sql)
        if match and match[1] not in OWN_TABLES:
            written.append(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def read(response):
    with closing(response):
        body = b"".join(response) if response.streaming else response.content
    return body.decode(errors="replace") + str(response.headers)


VISITORS = {
    "anonymous": lambda world: None,
    "focal point of Kenya": lambda world: people.focal_point("ke"),
    "account without a role": lambda world: people.user("nobody-"),
    "deactivated": lambda world: people.focal_point("fr", is_active=False),
}


# Those who are tried with each parameter by itself; the others are shown what anybody is. In the
# night (`MALFORMED=all`) all are.
BY_ITSELF = ("anonymous", "focal point of Kenya")


@pytest.fixture
def world(db, settings):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10**6  # the walk is one visitor
    return World()


@pytest.mark.asvs("8.2.1", "8.2.2")
def test_every_address_has_a_verdict(world):
    unknown = [
        (route, name)
        for route, names in ROUTES
        if route not in EXEMPT and route != "wagtaildocs_serve"
        for name in names
        if world.values(name, route) is None
    ]
    assert unknown == []
    assert len(ROUTES) > 200


@pytest.mark.asvs("8.2.1", "8.2.2", "8.4.1")
@pytest.mark.fault(1)
@pytest.mark.parametrize("visitor", VISITORS)
def test_nothing_of_another_state_is_shown_or_changed(client, world, visitor):
    person = VISITORS[visitor](world)
    by_itself = visitor in BY_ITSELF or os.environ.get("MALFORMED") == "all"
    faults = []
    for route, names in ROUTES:
        if route in EXEMPT:
            continue
        for address in world.addresses(route, names):
            if person is not None and SESSION_KEY not in client.session:  # ended by the last one
                client.force_login(person)
            faults += try_address(client, world, route, address, bool(names), by_itself)
    assert sorted(set(faults)) == []


def try_address(client, world, route, address, has_id, by_itself=True):
    client.raise_request_exception = False
    with watch() as written:
        # Bare first: some views refuse a parameter they do not know before they show anything.
        answers = [client.get(address), client.get(address + world.query)]
        # The admin is closed as a whole: the middleware asks nobody.
        if by_itself and not address.startswith("/admin/"):
            answers += [client.get(f"{address}?{pair}") for pair in world.query[1:].split("&")]
        if has_id:
            answers.append(client.post(address, world.form))
    faults = [f"{route} writes: {sql}" for sql in written]
    for answer in answers:
        method = answer.request["REQUEST_METHOD"]
        if CANARY in read(answer):
            faults.append(f"{method} {address} ({route}) shows it")
        if answer.status_code >= 500:
            faults.append(f"{method} {address} ({route}) fails with {answer.status_code}")
    return faults


def test_the_wall_would_notice(client, world):
    """The same walk for the State's own person does find the canary."""
    client.force_login(world.author)
    address = reverse("submission_overview", args=[world.page.pk])
    assert try_address(client, world, "submission_overview", address, has_id=False) != []
    with watch() as written:
        client.post(reverse("submission_take_back", args=[world.page.pk]))
    assert written != []
