"""The terms with all that is known of their names: languages, kinds, sources, official texts.

Who confirmed a label stays inside: that is a person.
"""

from collections import defaultdict

from django.db.models import QuerySet

from commission.models import Body, Organization, RecordPage, Workplan
from taxonomy.label_rows import LISTS, List
from taxonomy.models import Recommendation, RecommendationText, Region, TermLabel


def all_lists() -> dict[str, list[dict]]:
    return {name: in_list(name) for name in LISTS}


def in_list(name: str) -> list[dict]:
    """The public terms of one of the LISTS, labelled in the language of the interface too."""
    labels, texts = _labels(name), _texts() if name == List.RECOMMENDATION else {}
    return [
        {
            "key": _key(name, term),
            "label": str(getattr(term, LISTS[name].column)),
            "labels": labels.get(term.pk, []),
            "texts": texts.get(term.pk, []),
        }
        for term in _public(LISTS[name].model)
    ]


def _public(model) -> QuerySet:
    """As the public pages leave them out."""
    if model is Recommendation:
        return Recommendation.objects.verified()
    if model is Region:
        return Region.objects.public()
    if model in (Body, Workplan):
        return model.objects.filter(verified=True)
    if model is Organization:  # one that only drafts name is not told of
        named = RecordPage.objects.published().order_by().values("organization")
        return Organization.objects.filter(pk__in=named)
    return model.objects.all()


def _key(name: str, term) -> str:
    """As the facets have it."""
    return term.number if name == List.RECOMMENDATION else LISTS[name].key_of(term)


def _labels(name: str) -> dict[int, list[dict]]:
    """{primary key of the term: its labels}"""
    found = defaultdict(list)
    for row in TermLabel.objects.filter(list=name).exclude(label=""):
        fields = ("language", "label", "kind", "source", "text_version")
        found[row.term_id].append({field: getattr(row, field) for field in fields})
    return found


def _texts() -> dict[int, list[dict]]:
    """{primary key of the recommendation: its official texts, the earlier versions among them}"""
    found = defaultdict(list)
    for row in RecommendationText.objects.order_by("language", "-since"):
        fields = ("language", "text", "source", "text_version")
        values = {field: getattr(row, field) for field in fields}
        found[row.recommendation_id].append(values | {"replaced": row.replaced_at})
    return found
