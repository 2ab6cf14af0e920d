"""Mails about review and publication, which never reach people of another State."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.languages import in_their_languages
from common.http import absolute_url
from common.lazy_text import lazily
from common.moments import in_utc
from mail import outbox
from practices import permissions, publication
from practices.models import ContributionPage, PublicationEvent, StatePage
from practices.models.events import DELETION, EMBARGO

from . import clearing
from .models import Assignment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

Data = dict[str, Any]  # of an event of Wagtail's log


def tell(action: str, page: ContributionPage, user: User | None, data: Data) -> None:
    """Messages for one entry of Wagtail's log; most entries concern nobody."""
    message = ACTIONS.get(action)
    if message is not None:
        message(page, user, data)


def tell_of_publications(kind: str, way: str, pages: Sequence[ContributionPage]) -> None:
    """Messages for publication events of one kind, one for each page that a State shares.

    Of the Commission's record the proposals tell (the app approvals).
    """
    pages = [page for page in pages if permissions.is_contributed(page)]
    for page in pages if len(pages) == 1 else _of_served_states(pages):
        _tell_of_publication(kind, way, page)


def _of_served_states(pages: Sequence[ContributionPage]) -> Iterator[ContributionPage]:
    """Those of whose State somebody is told; each State is asked for once."""
    served: dict[str, bool] = {}
    for page in pages:
        place = page.path[: -page.steplen]
        if place not in served:
            served[place] = permissions.people_of(page).exists()
        if served[place]:
            yield page


def _tell_of_publication(kind: str, way: str, page: ContributionPage) -> None:
    kinds = PublicationEvent.Kind
    if kind in (kinds.PUBLISHED, kinds.CHANGED) or way == EMBARGO:
        published(page, way)
    elif kind == kinds.WITHDRAWN and way != DELETION:
        withdrawn(page)


def submitted(page: ContributionPage, user: User | None, data: Data) -> None:
    to_officers(
        page,
        _("For review: %(title)s"),
        _("%(state)s has cleared and submitted “%(title)s”. It waits for the next step of review."),
    )
    to_state(
        page,
        _("Submitted: %(title)s"),
        _("“%(title)s” has been cleared and is now with the Secretariat. You will hear from us."),
    )


def approved(page: ContributionPage, user: User | None, data: Data) -> None:
    following = (data.get("workflow") or {}).get("next")
    if not following:
        return  # the last step publishes, and that is told
    to_officers(
        page,
        _("Next step of review: %(title)s"),
        _("“%(title)s” of %(state)s has passed a step and waits for the next one."),
    )
    to_state(
        page,
        _("Next step: %(title)s"),
        _("The completeness check of “%(title)s” is done. The Secretariat now reads the text."),
    )


def changes_requested(page: ContributionPage, user: User | None, data: Data) -> None:
    to_state(
        page,
        _("Changes requested: %(title)s"),
        _("The Secretariat asks you to change “%(title)s”:\n\n%(comment)s"),
        comment=data.get("comment", ""),
    )


def declined(page: ContributionPage, user: User | None, data: Data) -> None:
    to_state(
        page,
        _("Not accepted: %(title)s"),
        _("The Secretariat will not publish “%(title)s”. The reason:\n\n%(comment)s"),
        comment=data.get("comment", ""),
    )


def ended(page: ContributionPage, user: User | None, data: Data) -> None:
    if _ended_by_withdrawal(page) or clearing.declining_step(page):
        return  # that event has a mail of its own
    if user is not None and permissions.serves(user, page):
        subject = _("Taken back: %(title)s")
        to_officers(page, subject, _("%(state)s has taken back “%(title)s”."))
    elif data.get("workflow", {}).get("status") == "cancelled":
        subject = _("Review ended: %(title)s")
        to_state(page, subject, _("The Secretariat has ended the review of “%(title)s”."))


def _ended_by_withdrawal(page: ContributionPage) -> bool:
    """Whether the newest review was under way at the last withdrawal."""
    review = page.workflow_states.order_by("-created_at").first()
    withdrawals = PublicationEvent.objects.filter(
        page_id=page.pk, kind=PublicationEvent.Kind.WITHDRAWN
    )
    return review is not None and withdrawals.filter(at__gte=review.created_at).exists()


def published(page: ContributionPage, way: str) -> None:
    if way in ("", publication.RECLASSIFICATION, publication.TRANSLATION):
        return  # the text is what it was; who changes headings or translations tells of them
    if page.awaits_embargo:
        to_state(
            page,
            _("Approved: %(title)s"),
            _("“%(title)s” has been approved. It will be public from %(moment)s, as you asked."),
            moment=lazily(lambda: in_utc(page.embargo_until)),
        )
        return
    to_state(
        page,
        _("Published: %(title)s"),
        _("“%(title)s” is public now:\n%(url)s"),
        url=lazily(lambda: page.full_url or ""),
    )


def filed_elsewhere(page: ContributionPage) -> None:
    to_state(
        page,
        _("Filed under other headings: %(title)s"),
        _(
            "The Secretariat has put “%(title)s” under other chapters or challenges, so that "
            "readers find it. Its text is unchanged. If that is not right, change it there."
        ),
    )


def withdrawn(page: ContributionPage) -> None:
    subject = _("Withdrawn: %(title)s")
    text = _(
        "“%(title)s” of %(state)s is no longer public. If a review was under way, it has ended. "
        "To make the text public again, the State clears and submits it again."
    )
    to_both(page, subject, text)


def clearance_voided(page: ContributionPage, user: User) -> None:
    to_state(
        page,
        _("Please clear again: %(title)s"),
        _(
            "The Secretariat has changed the text of “%(title)s”. What you cleared is no longer "
            "what would be published. Please read the new text and clear it."
        ),
    )


ACTIONS: dict[str, Callable[[ContributionPage, User | None, Data], None]] = {
    "wagtail.workflow.start": submitted,
    "wagtail.workflow.resume": submitted,
    "wagtail.workflow.approve": approved,
    "wagtail.workflow.reject": changes_requested,
    "wagtail.workflow.decline": declined,
    "wagtail.workflow.cancel": ended,
}


def to_state(
    page: ContributionPage, subject: "StrOrPromise", text: "StrOrPromise", **values: object
) -> None:
    address = reverse_lazy("submission_overview", args=[page.pk])
    people = permissions.people_of(page).select_related("wagtail_userprofile")
    send(people, address, page, subject, text, values)


def to_officers(
    page: ContributionPage, subject: "StrOrPromise", text: "StrOrPromise", **values: object
) -> None:
    """The officer in charge; all officers while nobody is."""
    assignment = Assignment.objects.filter(page_id=page.pk, reviewer__is_active=True).first()
    people = [assignment.reviewer] if assignment else list(permissions.officers())
    send(people, reverse_lazy("review", args=[page.pk]), page, subject, text, values)


def to_both(page: ContributionPage, subject: "StrOrPromise", text: "StrOrPromise") -> None:
    to_officers(page, subject, text)
    to_state(page, subject, text)


def send(
    people: Iterable[User],
    address: "StrOrPromise",
    page: ContributionPage,
    subject: "StrOrPromise",
    text: "StrOrPromise",
    values: dict[str, object],
) -> None:
    """One message for each, in their language; nobody reads in a header who else was told.

    Lazy texts and addresses are found out for each language.
    """
    with_address = [person for person in people if person.email]
    for readers in in_their_languages(with_address):
        words = _words(page) | values
        reference = _("Reference: %s") % page.reference
        body = f"{text % words}\n\n{reference}\n{absolute_url(str(address))}\n"
        outbox.put_all(outbox.draft(reader.email, str(subject) % words, body) for reader in readers)


def _words(page: ContributionPage) -> dict[str, object]:
    place = None if page.state else StatePage.objects.ancestor_of(page).first()
    name = page.state.name if page.state else getattr(place, "name", _("the Commission's record"))
    return {"title": page.draft_title or page.title, "state": name}
