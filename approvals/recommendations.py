"""Import of the official list of operational recommendations, confirmed by a second officer."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taxonomy.models import Chapter, Recommendation

from .kinds import Change, Kind, ProposalError, register


@register
class ImportRecommendations(Kind):
    """payload: {"source", "text_version", "rows": [values of a recommendation]}"""

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
        yield _("Recommendations that the file does not name stay as they are.")
        yield _("Source: %(source)s, %(text_version)s.") % payload

    def changes(self, payload) -> Iterator:
        stored = {term.key: term for term in Recommendation.objects.all()}
        for row in payload["rows"]:
            before = stored.get(row["key"])
            yield Change(row["key"], _words(before) if before else "", _new_words(row, before))

    def apply(self, proposal, officer) -> None:
        payload = proposal.payload
        chapters = {chapter.number: chapter for chapter in Chapter.objects.all()}
        given = {name: payload[name] for name in ("source", "text_version")}
        given |= {"verified": True, "verified_by": officer.get_username()}
        for row in payload["rows"]:
            values = row | {"chapter": chapters[row["chapter"]]} | given
            Recommendation.objects.update_or_create(key=row["key"], defaults=values)


LABELS = tuple(f"label_{code}" for code in ("en", "fr", "es", "ar", "ru", "zh"))


def _words(term) -> str:
    return " / ".join(filter(None, (getattr(term, name) for name in LABELS)))


def _new_words(row, before) -> str:
    """A column that the file lacks leaves the label as it is."""
    kept = (row.get(name) or getattr(before, name, "") for name in LABELS)
    return " / ".join(filter(None, kept))
