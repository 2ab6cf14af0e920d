"""Withdrawal of an entry of the record with what stands below it, as a proposal of two officers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.actions.unpublish_page import UnpublishPageAction

from approvals.kinds import Change, Kind, ProposalError, register

from .models import RecordPage

if TYPE_CHECKING:
    from practices.querysets import ContributionQuerySet


@register
class WithdrawRecord(Kind):
    """payload: {"page", "title", "reason", "pages": ids of all that is withdrawn, from below}"""

    key = "record withdrawal"
    label = gettext_lazy("Withdrawal of entries of the record")

    def check(self, payload) -> None:
        page = RecordPage.objects.select_for_update().filter(pk=payload["page"]).first()
        if page is None or not page.live:
            raise ProposalError(_("This entry is not public."))
        if public_with(page) != payload["pages"]:
            raise ProposalError(_("Other entries are public below it now. Propose it again."))

    def summary(self, payload) -> str:
        values = {"title": payload["title"], "reason": payload["reason"]}
        if payload["reason"]:
            return _("Withdraw “%(title)s”: %(reason)s") % values
        return _("Withdraw “%(title)s”") % values

    def consequences(self, payload) -> Iterator:
        number = len(payload["pages"])
        yield ngettext(
            "%(number)d entry of the record is no longer public, nor found by the search.",
            "%(number)d entries of the record are no longer public, nor found by the search.",
            number,
        ) % {"number": number}
        yield _("It stays as a draft, and two officers can make it public again.")
        yield _("All officers are informed by email.")

    def changes(self, payload) -> Iterator[Change]:
        titles = dict(_pages(payload).values_list("pk", "title"))
        for pk in reversed(payload["pages"]):
            yield Change(_("Withdrawn"), titles.get(pk, str(pk)), "")

    def apply(self, proposal, officer) -> None:
        for pk in proposal.payload["pages"]:
            page = RecordPage.objects.get(pk=pk).specific
            page.acting_user = officer
            UnpublishPageAction(page, user=officer).execute(skip_permission_checks=True)


def withdraw_payload(page: RecordPage, reason: str) -> dict:
    return {
        "page": page.pk,
        "title": page.title,
        "reason": reason,
        "pages": public_with(page),
    }


def public_with(page: RecordPage) -> list[int]:
    """Ids of the page and what is public below it, the lowest first."""
    public = RecordPage.objects.descendant_of(page, inclusive=True).live()
    return list(public.order_by("-depth", "path").values_list("pk", flat=True))


def _pages(payload) -> "ContributionQuerySet":
    return RecordPage.objects.filter(pk__in=payload["pages"])
