"""What was measured: a figure, its goal, and whether it was reached; kept from run to run."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from tools.bench.places import FOLDER

STORE = FOLDER / "figures.json"


@dataclass(frozen=True)
class Figure:
    """One row of the table. `reached` is None where there is no goal."""

    what: str
    value: str
    goal: str = ""
    reached: bool | None = None
    note: str = ""
    measured: str = ""

    @property
    def verdict(self):
        return {True: "reached", False: "missed", None: ""}[self.reached]


def at_most(what, value, goal, note="", unit="×"):
    return Figure(what, f"{value:.2f}{unit}", f"≤ {goal}{unit}", value <= goal, note)


def at_least(what, value, goal, note="", unit="×"):
    return Figure(what, f"{value:.2f}{unit}", f"≥ {goal}{unit}", value >= goal, note)


def keep(part, figures):
    """Put the figures of one part in the place of its last ones."""
    today = datetime.now(UTC).date().isoformat()
    stored = _stored()
    stored[part] = [asdict(figure) | {"measured": today} for figure in figures]
    STORE.write_text(json.dumps(stored, ensure_ascii=False, indent=1))


def kept():
    """{part: [Figure]} of all parts measured so far."""
    return {part: [Figure(**row) for row in rows] for part, rows in _stored().items()}


def _stored():
    return json.loads(STORE.read_text()) if STORE.exists() else {}
