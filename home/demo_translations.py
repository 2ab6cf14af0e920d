"""Translations of sample content: titles and summaries, in every status."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from practices import publication
from practices.models import ContributionPage, PublicationEvent
from translations.models import Translation
from translations.passages import digest, machine_mark, passages_of

BY_STATES = (Translation.Status.OFFICIAL, Translation.Status.COURTESY)


@transaction.atomic
def load(file: Path) -> int:
    """Those that are not there yet, public at once; their number. Safe to repeat."""
    rows = list(read(file))
    keys = {row["id"] for row in rows}
    pages = ContributionPage.objects.live().filter(import_key__in=keys, is_sample=True)
    by_key = {page.import_key: page for page in pages.specific()}
    known = Translation.objects.filter(page__in=by_key.values()).values_list("page_id", "language")
    there = set(known)
    made = [
        _translation(by_key[row["id"]], row)
        for row in rows
        if row["id"] in by_key and (by_key[row["id"]].pk, row["language"]) not in there
    ]
    Translation.objects.bulk_create(made)
    changed = {each.page_id for each in made}
    pages = [page for page in by_key.values() if page.pk in changed]
    kind = PublicationEvent.Kind.CHANGED
    PublicationEvent.objects.record_each(pages, kind, publication.TRANSLATION)
    return len(made)


def read(file: Path) -> Iterator[dict]:
    """{id, language, status, title, summary}; `old` is the summary that was translated.

    Official ones say whose they are: `authority`, and `authority_name` for a body.
    """
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _translation(page: ContributionPage, row: dict) -> Translation:
    now = passages_of(page)
    source = now | ({"summary": [row["old"]]} if "old" in row else {})
    text = {"title": [row["title"]], "summary": [row["summary"]]}
    is_machine = row["status"] == Translation.Status.MACHINE
    return Translation(
        page_id=page.pk,
        language=row["language"],
        status=row["status"],
        authority=row.get("authority", ""),
        authority_name=row.get("authority_name", ""),
        step=Translation.Step.PUBLIC,
        by_state=row["status"] in BY_STATES,
        text=text,
        machine=[machine_mark(name, each) for name, [each] in text.items() if is_machine],
        source=source,
        source_digest=digest(source),
        source_revision_id=page.live_revision_id,
        tool="Sample of a machine translation" if is_machine else "",
        outdated_since=page.last_published_at if source != now else None,
        published_at=timezone.now(),
    )
