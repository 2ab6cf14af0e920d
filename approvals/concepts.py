"""Import of concepts from SKOS, confirmed by a second officer."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taxonomy.models import Concept, ConceptLabel

from .kinds import Change, Kind, ProposalError, register

Role, Kinds = ConceptLabel.Role, ConceptLabel.Kind


@register
class ImportConcepts(Kind):
    """payload: {"source", "concepts": [taxonomy.skos.ReadConcept as JSON]}

    Adds what is missing and gives labels the role that the file gives them; nothing is deleted.
    """

    key = "concepts"
    label = gettext_lazy("Import of concepts for the search by meaning")

    def check(self, payload) -> None:
        if not list(self.changes(payload)):
            raise ProposalError(_("Nothing would change."))

    def summary(self, payload) -> str:
        number = len(payload["concepts"])
        text = ngettext(
            "Import %(number)d concept from %(source)s",
            "Import %(number)d concepts from %(source)s",
            number,
        )
        return text % {"number": number, "source": payload["source"]}

    def consequences(self, payload) -> Iterator:
        yield _("The search finds the labels below at once; preferred ones show in public.")
        yield _("Concepts and labels that the file does not name stay as they are.")
        yield _("Source of labels that name none themselves: %s.") % payload["source"]

    def changes(self, payload) -> Iterator:
        stored = _stored(payload)
        for concept in payload["concepts"]:
            known = stored.get(concept["key"])
            before, after = _words(known), _merged(known, concept)
            if before != after:
                yield Change(concept["key"], "\n".join(before), "\n".join(after))

    def apply(self, proposal, officer) -> None:
        for read in proposal.payload["concepts"]:
            concept, _made = Concept.objects.get_or_create(key=read["key"])
            acronyms = dict.fromkeys([*concept.acronym_list, *read["acronyms"]])
            concept.acronyms = "\n".join(acronyms)
            concept.is_broad = concept.is_broad or read["is_broad"]
            concept.save()
            for label in sorted(read["labels"], key=lambda one: one["role"] == Role.PREFERRED):
                _save(concept, label, proposal.payload["source"])


def _save(concept, read, source) -> None:
    """A label with another role becomes what the file says; what is the same stays as it is."""
    names = {"language": read["language"], "label": read["label"]}
    label = concept.labels.filter(**names).first() or ConceptLabel(concept=concept, **names)
    is_new = label.pk is None
    if label.role == read["role"] and not is_new:
        return
    if read["role"] == Role.PREFERRED:
        for other in concept.labels.filter(language=label.language, role=Role.PREFERRED):
            other.role = Role.ALTERNATIVE
            other.save()
    label.role = read["role"]
    if is_new or read["source"]:
        label.kind, label.source = Kinds.SOURCED, (read["source"] or source)[:255]
    label.save()


def _stored(payload) -> dict:
    keys = [concept["key"] for concept in payload["concepts"]]
    found = Concept.objects.filter(key__in=keys).prefetch_related("labels")
    return {concept.key: concept for concept in found}


def _words(concept) -> list:
    """A line for each label and acronym, in an order that two lists can be compared by."""
    return _lines(_roles(concept), concept.acronym_list, concept.is_broad) if concept else []


def _roles(concept) -> dict[tuple[str, str], str]:
    """{(language, label): role}"""
    return {(one.language, one.label): one.role for one in concept.labels.all()}


def _merged(concept, read) -> list:
    """The same as it would become."""
    labels = _roles(concept) if concept else {}
    acronyms = concept.acronym_list if concept else []
    for one in read["labels"]:
        if one["role"] == Role.PREFERRED:
            labels |= {
                place: Role.ALTERNATIVE.value
                for place, role in labels.items()
                if place[0] == one["language"] and role == Role.PREFERRED
            }
        labels[one["language"], one["label"]] = one["role"]
    is_broad = read["is_broad"] or bool(concept and concept.is_broad)
    return _lines(labels, list(dict.fromkeys([*acronyms, *read["acronyms"]])), is_broad)


def _lines(labels, acronyms, is_broad) -> list:
    lines = [
        f"{language}: {label} ({Role(role).label})"
        for (language, label), role in sorted(labels.items())
    ]
    return [*lines, *acronyms, *([str(_("broad"))] if is_broad else [])]
