"""Publication of a table, as a proposal of two officers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from approvals.kinds import Change, Kind, ProposalError, register
from commission.models import Load

from .work import begin

SECONDS = 5  # of the request in which it is applied


@register
class PublishLoad(Kind):
    """payload: {"load", "name", "created", "updated"}"""

    key = "statements"
    label = gettext_lazy("Table for the record")

    def check(self, payload) -> None:
        load = Load.objects.select_for_update().filter(pk=payload["load"]).first()
        if load is None:
            raise ProposalError(_("This table is no longer there. Upload it again."))
        if not load.is_ready or load_payload(load) != payload:
            raise ProposalError(_("This has changed since. Propose it again."))

    def summary(self, payload) -> str:
        number = payload["created"] + payload["updated"]
        text = ngettext(
            "Publish %(number)d row of “%(name)s”",
            "Publish %(number)d rows of “%(name)s”",
            number,
        )
        return text % {"number": number, "name": payload["name"]}

    def consequences(self, payload) -> Iterator[str]:
        yield ngettext(
            "%(number)d new entry is public.",
            "%(number)d new entries are public.",
            payload["created"],
        ) % {"number": payload["created"]}
        if payload["updated"]:
            yield ngettext(
                "%(number)d entry that is public shows what the table says of it.",
                "%(number)d entries that are public show what the table says of them.",
                payload["updated"],
            ) % {"number": payload["updated"]}
        yield _("Many take some minutes; the page of the table shows how far it is.")
        yield _("The uploaded files are deleted then; what goes public keeps its own.")

    def changes(self, payload) -> Iterator[Change]:
        load = Load.objects.filter(pk=payload["load"]).first()
        rows = load.rows.to_be_written() if load else []
        for row in rows:
            text = ", ".join(filter(None, [row.title, *row.files]))
            yield Change(f"{row.whose} ({row.key})", "", text or _("without a title or a file"))

    def writers(self, payload) -> set[int]:
        load = Load.objects.filter(pk=payload["load"]).first()
        return {load.uploaded_by_id} if load and load.uploaded_by_id else set()

    def apply(self, proposal, officer) -> None:
        load = Load.objects.get(pk=proposal.payload["load"])
        load.phase, load.state = Load.Phase.PUBLISH, Load.State.PENDING
        load.released_by = officer
        load.save()
        begin(load, SECONDS)


def load_payload(load: Load) -> dict:
    counts = {
        outcome: load.rows.filter(outcome=outcome).count() for outcome in ("created", "updated")
    }
    return {"load": load.pk, "name": load.name} | counts
