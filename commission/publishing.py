"""Publication of entries of the record, as a proposal of two officers."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from approvals.kinds import Change, Kind, ProposalError, register
from common.labels import field_label
from practices import publication
from practices.content import digest
from review.rules import writers

from . import rules, wording
from .models import RecordPage


@register
class PublishRecord(Kind):
    """payload: {"pages": [{"page", "public", "revision", "digest"}]}, both ids of revisions

    The digest is of the draft as it was proposed: an editor that saves in the background writes
    over the same revision. A meeting comes before what stands below it.
    """

    key = "record"
    label = gettext_lazy("Publication of entries of the record")

    def check(self, payload) -> None:
        among: set[int] = set()
        for row in payload["pages"]:
            page = _locked(row)
            if reasons := list(why_not(_draft(page), among)):
                raise ProposalError(f"“{page.draft_title}”: {' '.join(reasons)}")
            among.add(page.pk)

    def summary(self, payload) -> str:
        first, number = _page(payload["pages"][0]), len(payload["pages"])
        if number > 1:
            text = _("Publish “%(title)s” and %(number)d more entries of the record")
        elif first.live:
            text = _("Publish the changes of “%(title)s”")
        else:
            text = _("Publish “%(title)s”")
        return text % {"title": first.draft_title, "number": number - 1}

    def consequences(self, payload) -> Iterator:
        number = len(payload["pages"])
        yield ngettext(
            "%(number)d entry of the record is public at once, and found by the search.",
            "%(number)d entries of the record are public at once, and found by the search.",
            number,
        ) % {"number": number}
        yield _("All officers are informed by email.")

    def changes(self, payload) -> Iterator[Change]:
        is_only = len(payload["pages"]) == 1
        for row in payload["pages"]:
            contents = Revision.objects.in_bulk([row["public"], row["revision"]])
            before, draft = contents.get(row["public"]), contents.get(row["revision"])
            if draft:
                yield from _changes(before.content if before else {}, draft, is_only)

    def writers(self, payload) -> set[int]:
        ids = [row["page"] for row in payload["pages"]]
        pages = RecordPage.objects.filter(pk__in=ids)
        return {pk for page in pages for pk in writers(page) if pk}

    def apply(self, proposal, officer) -> None:
        for row in proposal.payload["pages"]:
            page = _page(row)
            try:
                page.publish(page.latest_revision, user=officer, way=publication.APPROVAL)
            except ValidationError as error:  # taken by somebody else in this very moment
                raise ProposalError(" ".join(error.messages)) from error


def publish_payload(pages: Iterable[RecordPage]) -> dict:
    rows = [
        {
            "page": page.pk,
            "public": page.live_revision_id if page.live else None,
            "revision": page.latest_revision_id,
            "digest": digest(page.latest_revision.content) if page.latest_revision else "",
        }
        for page in pages
    ]
    return {"pages": rows}


def why_not(draft: RecordPage, among: set[int]) -> Iterator[str]:
    """Why a draft cannot be made public, beside the entries with these ids; in sentences."""
    if draft.live and not draft.has_unpublished_changes:
        yield _("The newest draft says what the public page says.")
    yield from rules.missing(draft)
    yield from faults(draft)
    if draft.stands_at_meeting and draft.meeting_id not in among and not draft.meeting.live:
        yield _("Its meeting is not public. Propose that first, or both together.")


def faults(draft: RecordPage) -> Iterator[str]:
    """What the editor lets a draft leave out."""
    yield from _said(draft, [])
    for relation in get_all_child_relations(draft):
        for row in getattr(draft, relation.get_accessor_name()).all():
            yield from _said(row, [relation.field.name])


def _said(instance, exclude: list[str]) -> Iterator[str]:
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            text = " ".join(messages)
            yield text if name == NON_FIELD_ERRORS else f"{field_label(instance, name)}: {text}"


def _changes(before: dict, draft: Revision, is_only: bool) -> Iterator[Change]:
    model = draft.content_type.model_class()
    for change in wording.changes(model, before, draft.content):
        label = change.label if is_only else f"{draft.content['title']}: {change.label}"
        yield Change(label, change.before, change.after)


def _page(row) -> RecordPage:
    return RecordPage.objects.get(pk=row["page"]).specific


def _locked(row) -> RecordPage:
    """The page as it stands now, its row locked until the transaction ends."""
    page = RecordPage.objects.select_for_update().filter(pk=row["page"]).first()
    if page is None:
        raise ProposalError(_("This entry no longer exists."))
    if publish_payload([page])["pages"] != [row]:
        raise ProposalError(_("“%s” has changed since. Propose it again.") % page.draft_title)
    return page.specific


def _draft(page: RecordPage) -> RecordPage:
    return page.get_latest_revision_as_object()
