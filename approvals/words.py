"""Words on pages of the Secretariat (home, lists, topics, plain pages), by two officers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision

from common.labels import field_label
from practices import publication
from practices.models import ContributionPage, StatePage, Worded, is_worded

from .kinds import Change, Kind, ProposalError, register

if TYPE_CHECKING:
    from taxonomy.models.places import MemberState


@register
class PageWords(Kind):
    """payload: {"page", "revision", "before": {field: words}, "after": {field: words}}"""

    key = "page words"
    label = gettext_lazy("Words on a page")

    def check(self, payload) -> None:
        page = _page(payload)
        if page is None or page.public_words() != payload["before"]:
            raise ProposalError(_("The public page has changed since. Propose it again."))
        if payload["before"] == payload["after"]:
            raise ProposalError(_("The newest draft says what the public page says."))
        if not Revision.objects.filter(pk=payload["revision"]).exists():
            raise ProposalError(_("The draft no longer exists. Propose it again."))

    def summary(self, payload) -> str:
        if title := payload["before"]["title"]:
            return _("Change the words on the page “%s”") % title
        return _("Publish the page “%s”") % payload["after"]["title"]

    def consequences(self, payload) -> Iterator:
        yield _("The new words are public at once.")
        if self.state(payload):
            yield _("The focal points of the State and all officers are informed by email.")
        else:
            yield _("All officers are informed by email.")

    def changes(self, payload) -> Iterator:
        page = _page(payload)
        for name, after in payload["after"].items():
            before = payload["before"][name]
            if before != after:
                yield Change(field_label(page or Page, name), _shown(before), _shown(after))

    def state(self, payload) -> "MemberState | None":
        page = _page(payload)
        return page.state if isinstance(page, StatePage) else None

    def apply(self, proposal, officer) -> None:
        revision = Revision.objects.get(pk=proposal.payload["revision"])
        page = revision.as_object()
        if page.all_words() != proposal.payload["after"]:
            raise ProposalError(_("The draft has changed since. Propose it again."))
        page.publish(revision, user=officer, way=publication.APPROVAL)


def words_payload(page: Worded) -> dict:
    """What a proposal to publish the newest draft of the page holds."""
    draft = page.get_latest_revision()
    return {
        "page": page.pk,
        "revision": draft.pk if draft else None,
        "before": page.public_words(),
        "after": (draft.as_object() if draft else page).all_words(),
    }


def _page(payload) -> Worded | None:
    page = Page.objects.filter(pk=payload["page"]).first()
    page = page.specific if page else None
    return page if is_worded(page) else None


def _shown(value) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        pages = ContributionPage.objects.in_bulk(value)
        return "; ".join(str(pages[pk]) for pk in value if pk in pages)
    return strip_tags(value.replace("</p>", "</p> ")).strip()
