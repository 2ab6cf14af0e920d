"""Reads the arguments of a request as strictly as the protocol asks."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.core import signing

from opendata.kinds import KINDS
from search.kinds import Side
from search.query import RECORD

from .errors import OaiError

PREFIXES = ("oai_dc", "mods")
SALT = "oai resumption token"
# {setSpec: (name, kinds)}; without a set everything is harvested, as the protocol asks.
SETS = {kind.set_spec: (kind.set_name, (kind.key,)) for kind in KINDS.values()} | {
    Side.RECORD.value: ("The Commission's record", RECORD)
}
LISTING = ({"metadataPrefix"}, {"from", "until", "set"})
# Of each verb: arguments that must be given, and those that may be.
VERBS = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), set()),
    "ListIdentifiers": LISTING,
    "ListRecords": LISTING,
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
}
PAGED = {"ListIdentifiers", "ListRecords", "ListSets"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def read(params) -> tuple:
    """(verb, {argument: value}) or the OaiError that says what is wrong."""
    given = {name: params.getlist(name) for name in params}
    verb = given.pop("verb", [""])
    if len(verb) != 1 or verb[0] not in VERBS:
        raise OaiError("badVerb", "Give one of the six verbs of OAI-PMH.")
    if any(len(values) > 1 for values in given.values()):
        raise OaiError("badArgument", "An argument is given twice.")
    arguments = {name: values[0] for name, values in given.items()}
    _check(verb[0], arguments)
    return verb[0], arguments


def _check(verb, arguments) -> None:
    names = set(arguments)
    if "resumptionToken" in names and verb in PAGED:
        if names != {"resumptionToken"}:
            raise OaiError("badArgument", "A resumptionToken stands alone.")
        return
    required, allowed = VERBS[verb]
    if missing := required - names:
        raise OaiError("badArgument", f"Missing: {', '.join(sorted(missing))}.")
    if names - required - allowed:
        raise OaiError("badArgument", f"{verb} takes no such argument.")
    if arguments.get("metadataPrefix", PREFIXES[0]) not in PREFIXES:
        raise OaiError("cannotDisseminateFormat", f"Records come as {' or '.join(PREFIXES)}.")


@dataclass(frozen=True)
class Selection:
    """Which records are asked for; `after` is where the last answer ended."""

    start: datetime | None = None
    end: datetime | None = None
    set_spec: str = ""
    after: tuple | None = None  # (changed_at, page id)
    delivered: int = 0
    prefix: str = PREFIXES[0]

    @property
    def kinds(self) -> tuple[str, ...]:
        return SETS.get(self.set_spec, ("", ()))[1] if self.set_spec else tuple(KINDS)


def selection(arguments) -> "Selection":
    if "resumptionToken" in arguments:
        return _from_token(arguments["resumptionToken"])
    start, end = arguments.get("from", ""), arguments.get("until", "")
    if start and end and len(start) != len(end):
        raise OaiError("badArgument", "Write from and until with the same precision.")
    chosen = Selection(
        _moment(start),
        _moment(end, is_end=True),
        arguments.get("set", ""),
        prefix=arguments["metadataPrefix"],
    )
    if chosen.start and chosen.end and chosen.start > chosen.end:
        raise OaiError("badArgument", "The start is after the end.")
    return chosen


def _moment(text, is_end=False) -> datetime | None:
    if not text:
        return None
    try:
        if _SECOND.fullmatch(text):
            return datetime.fromisoformat(text)
        if _DAY.fullmatch(text):
            day = datetime.combine(datetime.fromisoformat(text), time.min, UTC)
            return day + timedelta(days=1, seconds=-1) if is_end else day
    except (ValueError, OverflowError):
        pass
    raise OaiError("badArgument", "Write a date like 2026-01-31 or 2026-01-31T12:00:00Z.")


def token(chosen) -> str:
    """The selection as a text that only we can have written."""
    moments = [value and value.isoformat() for value in (chosen.start, chosen.end)]
    changed_at, pk = chosen.after
    content = [
        *moments,
        chosen.set_spec,
        changed_at.isoformat(),
        pk,
        chosen.delivered,
        chosen.prefix,
    ]
    return signing.dumps(content, salt=SALT)


def _from_token(text) -> "Selection":
    try:
        start, end, set_spec, changed_at, pk, delivered, prefix = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError) as error:  # or one of an older release
        raise OaiError("badResumptionToken", "This token is not one of ours.") from error
    start, end = (value and datetime.fromisoformat(value) for value in (start, end))
    return Selection(
        start, end, set_spec, (datetime.fromisoformat(changed_at), pk), delivered, prefix
    )
