"""Labels of terms from a spreadsheet, confirmed by a second officer."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.labels import field_label
from common.stored import in_words
from taxonomy.label_table import checked, stored_values
from taxonomy.languages import Language
from taxonomy.models import TermLabel

from .kinds import Change, Kind, ProposalError, register
from .terms import two_officers


@register
class ImportLabels(Kind):
    """payload: {"rows": [taxonomy.label_table.changes]}"""

    key = "labels"
    label = gettext_lazy("Labels of terms from a spreadsheet")

    def check(self, payload) -> None:
        if not payload["rows"]:
            raise ProposalError(_("Nothing would change."))
        for row in payload["rows"]:
            _checked(row)

    def summary(self, payload) -> str:
        number = len(payload["rows"])
        text = ngettext(
            "Change %(number)d label of terms", "Change %(number)d labels of terms", number
        )
        return text % {"number": number}

    def consequences(self, payload) -> Iterator:
        yield _("Pages, lists, filters, exports and open data show it at once.")
        yield _("Labels that the file does not hold stay as they are.")
        yield _("All officers are informed by email.")

    def changes(self, payload) -> Iterator:
        for row in payload["rows"]:
            term = TermLabel(list=row["list"], term_id=row["term_id"]).english
            for name, after in row["after"].items():
                before, field = row["before"][name], TermLabel._meta.get_field(name)
                if before != after:
                    what = _("%(term)s, %(language)s: %(field)s") % {
                        "term": term,
                        "language": Language(row["language"]).label,
                        "field": field_label(TermLabel, name),
                    }
                    yield Change(what, in_words(field, before), in_words(field, after))

    def apply(self, proposal, officer) -> None:
        for row in proposal.payload["rows"]:
            label = _checked(row)
            label.kind = label.kind or TermLabel.Kind.EDITORIAL  # of a label that was taken away
            label.confirmed_by = two_officers(proposal, officer)
            label.save()


def _checked(row) -> TermLabel:
    place = (row["list"], row["term_id"], row["language"])
    kept = dict(zip(("list", "term_id", "language"), place, strict=True))
    stored = TermLabel.objects.select_for_update().filter(**kept).first()
    if stored_values(stored) != row["before"]:
        raise ProposalError(_("This has changed since. Propose it again."))
    try:
        return checked(place, row["after"], stored)
    except ValidationError as error:
        raise ProposalError(" ".join(error.messages)) from error
