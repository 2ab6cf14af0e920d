"""Columns of a table of statements, and other names that people give them."""

from submission.importer.columns import as_text

COLUMNS = (
    "key", "meeting", "segment", "kind", "title", "state", "organization", "on_behalf_of",
    "language", "spoken", "delivered", "date", "speaker_role", "speaker_name", "speaker_public",
    "summary", "text", "challenges", "chapters", "recommendations", "target_groups",
    "policy_documents", "files", "source", "source_url",
)  # fmt: skip
ALIASES = {
    "id": "key",
    "own_key": "key",
    "type": "kind",
    "country": "state",
    "member_state": "state",
    "group": "on_behalf_of",
    "language_spoken": "spoken",
    "language_of_the_text": "language",
    "speaker": "speaker_role",
    "role": "speaker_role",
    "name": "speaker_name",
    "name_public": "speaker_public",
    "transcript": "text",
    "topics": "challenges",
    "file": "files",
    "annexes": "files",
}
HEADINGS = {*COLUMNS, *ALIASES}


def cells_of(row: dict[str, object]) -> dict[str, str]:
    """The row under the portal's own names; a proper name wins over an alias."""
    named = {ALIASES[name]: value for name, value in row.items() if name in ALIASES}
    named |= {name: value for name, value in row.items() if name not in ALIASES}
    return {name: as_text(value) for name, value in named.items()}
