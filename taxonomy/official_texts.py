"""What an import of the official list writes: texts with their versions, and short labels.

The text is a quotation; the short label is ours where officers gave one, else the beginning of the
text. Tags stay, because contributions point at the recommendation and not at its words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from .label_rows import Kind, List
from .languages import Language
from .models import Chapter, Recommendation, RecommendationText, TermLabel

LABEL_LENGTH = 150  # characters of a text that stand for it in lists
WITHOUT_SPACES = 60  # of Chinese, which says as much with them


@dataclass(frozen=True)
class Change:
    """A text or a label that the import would change; `is_label` tells which."""

    key: str
    language: str
    before: str
    after: str
    is_label: bool = False


def changes(rows: list[dict]) -> Iterator[Change]:
    """Rows as taxonomy.official_list gives them."""
    stored, texts = _stored(rows), current_texts()
    for row in rows:
        term = stored.get(row["key"]) or Recommendation(key=row["key"])
        for language, text in row["texts"].items():
            before = texts.get((row["key"], language))
            if before is None or before.text != text:
                yield Change(row["key"], language, before.text if before else "", text)
        for language, (label, _kind) in _labels(term, row, texts).items():
            if (before := getattr(term, f"label_{language}")) != label:
                yield Change(row["key"], language, before, label, is_label=True)


def apply(payload: dict, confirmed_by: str, verified_by: str) -> None:
    """`payload` holds "source", "text_version" and "rows"."""
    given = {name: payload[name] for name in ("source", "text_version")}
    stored, texts = _stored(payload["rows"]), current_texts()
    chapters = {chapter.number: chapter for chapter in Chapter.objects.all()}
    for row in payload["rows"]:
        term = stored.get(row["key"]) or Recommendation(key=row["key"])
        labels = _labels(term, row, texts)
        place = {name: row[name] for name in ("letter", "order", "subheading_slug") if name in row}
        place |= {f"label_{language}": label for language, (label, _kind) in labels.items()}
        place |= given | {"verified": True, "verified_by": verified_by}
        for name, value in place.items():
            setattr(term, name, value)
        term.chapter = chapters[row["chapter"]]
        term.save()
        for language, text in row["texts"].items():
            _write_text(term, language, text, given | {"confirmed_by": confirmed_by}, texts)
        for language, (label, kind) in labels.items():
            of_label = given if kind == Kind.OFFICIAL else {"source": "", "text_version": ""}
            values = of_label | {"label": label, "kind": kind, "confirmed_by": confirmed_by}
            TermLabel.objects.update_or_create(
                list=List.RECOMMENDATION, term_id=term.pk, language=language, defaults=values
            )


def current_texts() -> dict[tuple[str, str], RecommendationText]:
    """{(key, language): the text that is shown}"""
    rows = RecommendationText.objects.filter(replaced_at=None).select_related("recommendation")
    return {(row.recommendation.key, row.language): row for row in rows}


def beginning(text: str) -> str:
    """What stands for a text in lists: whole words of it."""
    if len(text) <= LABEL_LENGTH:
        return text
    cut = text[:LABEL_LENGTH].rpartition(" ")[0] or text[:WITHOUT_SPACES]
    return cut.rstrip(" ,;:،؛") + "…"


def _stored(rows: list[dict]) -> dict[str, Recommendation]:
    found = Recommendation.objects.filter(key__in=[row["key"] for row in rows])
    return {term.key: term for term in found}


def _labels(term: Recommendation, row: dict, texts: dict) -> dict[str, tuple[str, str]]:
    """{language: (label, kind)} that the import sets.

    A label of a recommendation that was not official yet is a paraphrase under a letter of which
    nobody is sure: it ends with the official text.
    """
    labels = {}
    for language in Language.values:
        text, earlier = row["texts"].get(language), texts.get((row["key"], language))
        stored = getattr(term, f"label_{language}")
        follows_the_text = earlier and stored == beginning(earlier.text)
        if given := row["labels"].get(language):
            labels[language] = (given, Kind.EDITORIAL.value)
        elif text and (not term.verified or not stored or follows_the_text):
            labels[language] = (beginning(text), Kind.OFFICIAL.value)
    return labels


def _write_text(term: Recommendation, language: str, text: str, given: dict, texts: dict) -> None:
    """The same words under another version stay one row; other words end the row before."""
    earlier = texts.get((term.key, language))
    if earlier is not None and earlier.text == text:
        for name, value in given.items():
            setattr(earlier, name, value)
        earlier.save()
        return
    now = timezone.now()
    if earlier is not None:
        earlier.replaced_at = now
        earlier.save()
    RecommendationText.objects.create(
        recommendation=term, language=language, text=text, since=now, **given
    )
