"""The wall between States: every address of the portal, tried with another State's ids.

The addresses come from the resolver. An address with a parameter that VALUES does not know fails
`test_every_address_has_a_verdict`: whoever adds one says here what its parameter points to.
"""

import re
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import product
from math import ceil

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import NoReverseMatch, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, PageViewRestriction, TaskState

from accounts import roles
from accounts.models import SignIn
from approvals.models import Proposal
from commission.models import Load, StatementRequest
from packs.models import SessionPack
from practices import file_collections
from practices.country_wall import CountryWall
from practices.form_steps import PRACTICE
from practices.models import Annex, Citation, ContributionImage, Link, PracticePage
from review import reclassification
from submission.models import DraftNote, Invitation
from taxonomy.models import Chapter, PolicyDocument
from tests import people
from tests.commission import record
from tests.factories import PracticeFactory, member_state, state_page
from tests.nightly import NIGHTLY
from tests.noted import noted
from tests.shared_rows import shared
from translations.models import Translation
from workshops import answers, rooms
from workshops.items import items_of
from workshops.models import Erasure
from workshops.sharing.shared import share

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
BY_DAY = 2  # addresses of a view, from all its ways to fill one


class World:
    """Everything France has, with the canary in every text."""

    def __init__(self):
        self.author = people.focal_point("fr", first_name=CANARY, last_name=LURE)
        self.files()
        self.page = self.draft()
        people.submitted(self.page, self.author)
        self.public = self.published_with_draft()
        self.entry = self.draft_of_the_record()
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
            summaries={"en": TEXT},
            payload={"email": f"{CANARY}@example.org", "state": "fr", "office": TEXT},
            state=member_state("fr"),
        )
        self.translation = Translation.objects.create(
            page=self.public,
            language="en",
            status="courtesy",
            by_state=True,
            text={"title": [TEXT], "summary": [TEXT]},
            source={"title": [TEXT]},
        )
        self.note = DraftNote.objects.create(page=self.page, message=TEXT, text=TEXT)
        self.load = Load.objects.create(name=TEXT, language="en", state="checked")
        self.load.rows.create(number=0, line="2", outcome="faulty", title=TEXT, faults=[["", TEXT]])
        self.request = StatementRequest.objects.create(
            title=TEXT, state=member_state("fr"), kind="correction", reason=TEXT
        )
        words = {"title": TEXT, "language": "en", "direction": "ltr", "footer": TEXT}
        words |= {"moment": "2026-01-01T00:00:00+00:00", "blocks": []}
        self.pack = SessionPack.objects.create(
            about="chapter:1",
            title=TEXT,
            language="en",
            made_at=timezone.now(),
            content={"entries": [], "document": words},
        )
        self.workshop()
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

    def workshop(self):
        """A room in which everything is sealed with the canary in it."""
        today = timezone.localdate()
        self.room = rooms.open_room(member_state("fr"), today, today, today, self.author)
        self.room.seal({"agenda": TEXT, "material": TEXT})
        self.room.save()
        group = rooms.add_group(self.room, TEXT, [])
        person = {"name": TEXT, "email": f"{CANARY}@example.org", "ministry": TEXT}
        self.participant = rooms.invite(
            self.room, person | {"language": "en"}, "member", group, self.author
        )
        text = PolicyDocument.objects.first()
        self.assessment = rooms.begin_assessment(self.room, text, TEXT)
        self.item = items_of(self.assessment)[0]
        for whose in (group, None):
            answer = answers.answer_of(self.assessment, whose, self.item)
            answers.keep(answer, {"status": "none", "note": TEXT})
        for reader, state in (("secretariat", None), ("state", member_state("de"))):
            share(self.assessment, [self.item.key], "answer", reader, state, None, self.author)

        self.erasure = Erasure.objects.create(state=member_state("fr"), asked_by=self.author)

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
            "citations": [Citation(symbol="E/CN.7/2020/6", place=TEXT[:100])],
        }
        return PracticeFactory(state="fr", publish=False, slug=CANARY, terms=rows, **self.texts())

    def published_with_draft(self):
        page = PracticeFactory(state="fr", title="In public", slug="in-public")
        for name, text in self.texts().items():
            setattr(page, name, text)
        page.save_revision(user=self.author)
        return page

    def draft_of_the_record(self):
        """It names France, and is the Secretariat's."""
        at = record.meeting(title=TEXT, slug=f"{CANARY}-meeting", publish=False, chair=TEXT)
        texts = {"title": TEXT, "text": f"<p>{TEXT}</p>", "speaker_name": TEXT, "source": TEXT}
        return record.intervention(at, state="fr", publish=False, is_speaker_public=True, **texts)

    def values(self, name, route):
        """What a parameter of an address may hold, so that it points at something of France."""
        if name == "action_name":
            return self.actions(route)
        return self.keys(route) if name == "pk" else self.known.get(name)

    @cached_property
    def known(self):
        """Values of the parameters that mean the same in every address."""
        pages = [self.page.pk, self.public.pk, self.entry.pk]
        return {
            "room": [self.room.uid],
            "summary_id": [1],
            "workshop_id": [self.room.workshop_id],
            "participant_id": [self.participant.pk],
            "assessment_id": [self.assessment.pk],
            "sheet": ["agreed", "1"],
            "chapter": [self.item.chapter.number],
            "item": [self.item.key],
            "erasure_id": [self.erasure.pk],
            "slug": [self.room.workshop.slug],
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
            "revision_id": [
                self.page.latest_revision_id,
                self.public.latest_revision_id,
                self.entry.latest_revision_id,
            ],
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
            "load_id": [self.load.pk],
            "request_id": [self.request.pk],
            "pack_id": [self.pack.pk],
            "focal_point_id": [self.author.focal_points.get().pk],
            "user_id": [self.author.pk],
            "sign_in_id": [self.sign_in.pk],
            "comment_id": [self.comment.pk],
            "note_id": [self.note.pk],
            "translation_id": [self.translation.pk],
            "language": ["en", "ar"],
            "invitation_id": [self.invitation.pk],
            "content_type_app_name": ["practices"],
            "content_type_model_name": ["practicepage"],
            "step": [step.slug for step in PRACTICE],
            "file_format": ["csv", "xlsx", "docx", "jsonl", "ris", "bib", "xlf", "po", "html"],
            "kind": ["practice", "strategy"],
            "public_id": pages,
            "webhook_id": [1],
            "webhook_step": ["paused", "resumed", "removed"],
            "number": [1],
            "code": ["fr"],
            "contents": ["statements", "recommendations", "replies"],
            "name": ["contributions.jsonl"],
            "token": ["no-such-token"],
            "action": ["publish", "unpublish", "delete", "move", "add_to_collection", "add_tags"],
            "app_label": ["practices", "wagtailcore", "wagtaildocs", "wagtailimages"],
            "model_name": ["practicepage", "page", "document", "image"],
            "app_name": ["practices", "wagtailcore", "wagtaildocs", "wagtailimages"],
            "path": ["images/a.png"],
        }

    def actions(self, route):
        if "api" in route:
            return ["publish", "unpublish", "delete", "move", "copy", "create_alias"]
        return ["approve", "reject", "decline"]

    def keys(self, route):
        """What `pk` means is told by the part of the admin it stands in."""
        for part, keys in {
            "api:documents": [self.document.pk],
            "api:images": [self.image.pk],
            "api-v1": [self.page.pk, self.public.pk, self.entry.pk],
            "pages": [self.page.pk, self.public.pk, self.entry.pk],
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

    def by_day(self, route, names):
        """A few addresses of a view of ours, one of what changes with Wagtail's version only.

        For walks that ask what a view does with anything: there are 54 ways to fill the address of
        a translation's file. In the night all of them.
        """
        addresses = [] if route in EXEMPT else self.addresses(route, names)
        most = 1 if route.startswith("wagtail") else BY_DAY
        return addresses if NIGHTLY else addresses[:: ceil(len(addresses) / most) or 1][:most]

    def addresses(self, route, names, every=True):
        """Every way to fill an address with ids of France; or one, of those that are no ids."""
        if route == "wagtaildocs_serve":
            return [self.document.url]
        choices = [
            self.values(name, route)[: None if every or name not in NO_IDS else 1] for name in names
        ]
        ways = [dict(zip(names, values, strict=True)) for values in product(*choices)]
        found = [_reverse(route, way) for way in ways if _is_model(way)]
        return [address for address in found if address]

    @property
    def query(self):
        ids = f"id={self.page.pk}&id={self.public.pk}&id={self.entry.pk}&page={self.page.pk}"
        return f"?q={LURE}&query={LURE}&{ids}&state=fr&p=1"

    @cached_property
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
            "do": "discard",
            "reviewer": self.author.pk,
            "restriction_type": "none",
            "next": "",
        }


APPS = ("content_type_app_name", "app_label", "app_name")
MODELS = ("content_type_model_name", "model_name")


def _is_model(values):
    """Whether an address that names an app and a model names a model of that app."""
    app = [values[name] for name in APPS if name in values]
    model = [values[name] for name in MODELS if name in values]
    return not app or not model or model[0] in apps.all_models[app[0]]


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


# In the night everybody is tried with all there is. By day:
# - Those of BY_ITSELF send each parameter by itself too, if the view looks it up; the others are
#   shown what anybody is.
# - Each thing of France is asked for in one format, language and step; by those of BY_ITSELF in a
#   few more.
# - Who is refused by the wall around the admin is refused whatever the query and the address hold:
#   one query, and no further address of that view.
# - Wagtail's own views are behind that wall whatever they are asked for: one address of each for
#   an anonymous visitor; for the focal point, who is shown a page that says no, of every fourth.
# - What holds those two holds who has no role and whose account is closed: every eighth view.
BY_ITSELF = ("anonymous", "focal point of Kenya")
EVERY_VIEW_OF_WAGTAIL = {"anonymous": 1, "focal point of Kenya": 4}
NO_IDS = ("file_format", "language", "step", "kind", "contents", "section", "filter_spec")
ADMIN = "/admin/"
WALL = b"This part of the portal is for officers"


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    yield from shared(World, django_db_blocker)


@pytest.fixture
def world(made_once, settings):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10**6  # the walk is one visitor
    return made_once


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
@pytest.mark.share
@pytest.mark.parametrize("visitor", VISITORS)
def test_nothing_of_another_state_is_shown_or_changed(client, world, visitor):
    person = VISITORS[visitor](world)
    by_itself = visitor in BY_ITSELF or NIGHTLY
    faults = []
    for number, (route, names) in enumerate(ROUTES[:: 1 if by_itself else 8]):
        every = EVERY_VIEW_OF_WAGTAIL.get(visitor)
        of_wagtail = every is not None and number % every == 0
        for address in tried(world, route, names, by_itself, of_wagtail):
            if person is not None and SESSION_KEY not in client.session:  # ended by the last one
                client.force_login(person)
            answers, found = try_address(client, world, route, address, bool(names), by_itself)
            faults += found
            if not NIGHTLY and all(is_refused(address, answer) for answer in answers):
                break
    assert sorted(set(faults)) == []


# What signing in takes, and a home that leads on.
OPEN_IN_THE_ADMIN = {
    "wagtailadmin_home",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_sprite",
}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_wall_refuses_a_focal_point_at_every_view_of_the_admin(world, rf, method):
    """Before the view is asked; so the walk by day needs few of Wagtail's own."""
    person, let_in = people.focal_point("ke"), set()
    for route, names in ROUTES:
        for address in [] if route in EXEMPT else world.addresses(route, names, every=False)[:1]:
            request = rf.generic(method, address)
            request.user, request.resolver_match = person, resolve(request.path)
            if address.startswith(ADMIN):
                try:
                    CountryWall(None).process_view(request, *request.resolver_match)
                except PermissionDenied:
                    continue
                let_in.add(route)
    assert let_in == OPEN_IN_THE_ADMIN


def tried(world, route, names, by_itself, of_wagtail):
    if route in EXEMPT:
        return []
    if NIGHTLY:
        return world.addresses(route, names)
    addresses = world.addresses(route, names, every=False)
    if route.startswith("wagtail") and "".join(addresses[:1]).startswith(ADMIN):
        return addresses[:1] if of_wagtail else []
    return [*dict.fromkeys([*addresses, *world.by_day(route, names)])] if by_itself else addresses


def try_address(client, world, route, address, has_id, by_itself=True):
    client.raise_request_exception = False
    with watch() as written:
        answers = list(asked(client, world, address, has_id, by_itself))
    faults = [f"{route} writes: {sql}" for sql in written]
    for answer in answers:
        method = answer.request["REQUEST_METHOD"]
        if CANARY in read(answer):
            faults.append(f"{method} {address} ({route}) shows it")
        if answer.status_code >= 500:
            faults.append(f"{method} {address} ({route}) fails with {answer.status_code}")
    return answers, faults


def is_refused(address, answer):
    """Whether the middleware around the admin said no, which asks for no query."""
    if answer.status_code == 403:
        return address.startswith(ADMIN) and WALL in answer.content
    return answer.get("Location", "").startswith(reverse("wagtailadmin_login"))


def asked(client, world, address, has_id, by_itself):
    """The answers: to the whole query, to none, to each part of it, and to a form."""
    with noted() as names:
        yield (answer := client.get(address + world.query))
        if NIGHTLY or not is_refused(address, answer):
            # Some views refuse a parameter they do not know before they show anything.
            yield client.get(address)
    # The admin is closed as a whole: the middleware asks nobody.
    if by_itself and not address.startswith(ADMIN):
        for pair in world.query[1:].split("&"):
            if NIGHTLY or pair.partition("=")[0] in names:
                yield client.get(f"{address}?{pair}")
    if has_id:
        yield client.post(address, world.form)


def test_the_wall_would_notice(client, world):
    """The same walk for the State's own person does find the canary."""
    client.force_login(world.author)
    address = reverse("submission_overview", args=[world.page.pk])
    _answers, faults = try_address(client, world, "submission_overview", address, has_id=False)
    assert faults != []
    with watch() as written:
        client.post(reverse("submission_take_back", args=[world.page.pk]))
    assert written != []


def test_it_is_noted_what_a_view_looks_up_and_nothing_else(client):
    asked_for = {}
    for address in ("/sitemap-pages.xml", "/api/v1/practices", "/api/v1/states"):
        with noted() as names:
            client.get(f"{address}?q=a&id=1&page=1&p=1&lang=en")
        asked_for[address] = names & {"q", "id", "page", "p", "lang"}
    assert asked_for == {
        "/sitemap-pages.xml": {"p"},
        "/api/v1/practices": {"q", "page", "lang"},
        "/api/v1/states": {"lang"},
    }
