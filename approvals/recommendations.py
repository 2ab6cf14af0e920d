"""Import of the official list of operational recommendations, confirmed by a second officer."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taxonomy import official_texts
from taxonomy.languages import Language
from taxonomy.models import Chapter, Recommendation
from taxonomy.official_counts import remarks

from .kinds import Change, Kind, ProposalError, register
from .terms import two_officers


@register
class ImportRecommendations(Kind):
    """payload: {"source", "text_version", "rows": [taxonomy.official_list.checked]}"""

    key = "recommendations"
    label = gettext_lazy("Import of the official list of recommendations")

    def check(self, payload) -> None:
        numbers = {row["chapter"] for row in payload["rows"]}
        if numbers - set(Chapter.objects.values_list("number", flat=True)):
            raise ProposalError(_("A chapter of the list no longer exists. Upload it again."))

    def summary(self, payload) -> str:
        number = len(payload["rows"])
        text = ngettext(
            "Import %(number)d official recommendation from %(source)s",
            "Import %(number)d official recommendations from %(source)s",
            number,
        )
        return text % {"number": number, "source": payload["source"]}

    def consequences(self, payload) -> Iterator:
        yield _("The recommendations below become official and show in public at once.")
        yield _("Earlier texts are kept as versions; contributions keep their tags.")
        yield _("Source: %(source)s, %(text_version)s.") % payload
        yield from remarks(payload["rows"])

    def changes(self, payload) -> Iterator:
        for change in official_texts.changes(payload["rows"]):
            values = {
                "number": Recommendation(key=change.key).number,
                "language": Language(change.language).label,
            }
            text = _("%(number)s, %(language)s")
            if change.is_label:
                text = _("%(number)s, short label, %(language)s")
            yield Change(text % values, change.before, change.after)

    def apply(self, proposal, officer) -> None:
        confirmed_by = two_officers(proposal, officer)
        official_texts.apply(proposal.payload, confirmed_by, officer.get_username())
