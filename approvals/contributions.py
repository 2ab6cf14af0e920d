"""Purge of a contribution that was public: by two officers, 30 days after its withdrawal."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.delete_page import DeletePageAction

from practices.models import ContributionPage, PublicationEvent, StatePage

from .kinds import Change, Kind, ProposalError, register

if TYPE_CHECKING:
    from taxonomy.models.places import MemberState

WAIT = timedelta(days=30)


def withdrawn_at(page: ContributionPage) -> datetime | None:
    """When the public last lost sight of it."""
    events = PublicationEvent.objects.filter(page_id=page.pk, kind=PublicationEvent.Kind.WITHDRAWN)
    return events.order_by("-at").values_list("at", flat=True).first()


def why_not_purge(page: ContributionPage | None) -> str:
    """Why a contribution cannot be purged, in a sentence; empty if it can."""
    if page is None:
        return _("This contribution no longer exists.")
    if reason := _why_needed(page):
        return reason
    since = withdrawn_at(page)
    if since is None or since > timezone.now() - WAIT:
        until = (since or timezone.now()) + WAIT
        return _("This can be purged from %s on, 30 days after the withdrawal.") % date_format(
            until, "DATE_FORMAT"
        )
    return ""


def _why_needed(page: ContributionPage) -> str:
    if page.live:
        return _("This contribution is public. Withdraw it first.")
    if page.numchild:
        return _("Other entries stand below this one. Purge them first.")
    if page.first_published_at is None:
        return _("This was never public: it is a draft of its State, which can delete it.")
    if page.workflow_in_progress:
        return _("This contribution is under review.")
    return ""


@register
class PurgeContribution(Kind):
    """payload: {"page", "title"}"""

    key = "purge"
    label = gettext_lazy("Purge of a withdrawn contribution")

    def check(self, payload) -> None:
        if reason := why_not_purge(_page(payload)):
            raise ProposalError(reason)

    def summary(self, payload) -> str:
        return _("Purge the withdrawn contribution “%s”") % payload["title"]

    def consequences(self, payload) -> Iterator:
        yield _("The text and all its earlier versions are deleted for good.")
        yield _("The trail keeps that it existed, who cleared it and who approved it.")
        yield _("The focal points of the State and all officers are informed by email.")

    def changes(self, payload) -> Iterator:
        page = _page(payload)
        if page is not None:
            yield Change(_("Title"), page.title, "")
            yield Change(_("Withdrawn"), date_format(withdrawn_at(page), "DATE_FORMAT"), "")

    def state(self, payload) -> "MemberState | None":
        page = _page(payload)
        if page is None:
            return None
        above = StatePage.objects.ancestor_of(page).select_related("state").first()
        return above.state if above else None

    def apply(self, proposal, officer) -> None:
        page = _page(proposal.payload).specific
        DeletePageAction(page, user=officer).execute(skip_permission_checks=True)


def purge_payload(page: ContributionPage) -> dict:
    return {"page": page.pk, "title": page.title}


def _page(payload) -> ContributionPage | None:
    return ContributionPage.objects.filter(pk=payload["page"]).first()
