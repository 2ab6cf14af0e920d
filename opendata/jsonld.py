"""Contributions in the words of schema.org (JSON-LD)."""

from django.conf import settings

from search.kinds import kind_of
from search.query import SHARED

from .kinds import KINDS

LD_JSON = "application/ld+json"
SCHEMA = "https://schema.org"
# Written out, so that no program has to fetch it; the words are those of schema.org's own context.
CONTEXT = {
    "@vocab": "http://schema.org/",
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
    "datePublished": {"@type": "DateTime"},
    "dateModified": {"@type": "DateTime"},
}
TYPES = {"law": "Legislation"}
KEYWORDS = ("chapters", "challenges", "recommendations", "target_groups")


def wanted(request) -> bool:
    """Whether Accept prefers JSON-LD to plain JSON; each has its weight (q)."""
    return request.get_preferred_type(["application/json", LD_JSON]) == LD_JSON


def contribution(facts) -> dict:
    """A work or an event of schema.org from the facts of `representation`."""
    thing = _event(facts) if facts["type"] == "meeting" else _work(facts)
    return {name: value for name, value in thing.items() if value}


def _work(facts) -> dict:
    return {
        "@context": CONTEXT,
        "@type": _type(facts),
        "@id": facts["identifier"],
        "identifier": facts["identifier"],
        "url": facts["url"],
        "name": facts["title"],
        "abstract": facts["summary"],
        "inLanguage": facts["language"],
        "datePublished": facts["first_published"],
        "dateModified": facts["last_published"],
        "temporalCoverage": _period(facts),
        "spatialCoverage": _country(facts["state"]),
        "keywords": [term["label"] for name in KEYWORDS for term in facts.get(name, [])],
        "text": "\n\n".join(section["text"] for section in facts.get("sections", [])),
        "workTranslation": [_translation(facts, each) for each in _by_people(facts)],
        "license": settings.OPEN_DATA_LICENCE_URL,
        "creator": _creator(facts),
        "dateCreated": facts.get("date"),
        "recordedAt": _meeting(facts.get("meeting")),
        "reportNumber": facts.get("symbol"),
    }


def _event(facts) -> dict:
    """As much of its dates as is known: only whole days are days."""
    whole = facts.get("precision", "day") == "day"
    return {
        "@context": CONTEXT,
        "@type": _type(facts),
        "@id": facts["identifier"],
        "identifier": facts["identifier"],
        "url": facts["url"],
        "name": facts["title"],
        "description": facts["summary"],
        "inLanguage": facts["language"],
        "startDate": facts["date"] if whole else None,
        "endDate": (facts.get("last_day") or facts["date"]) if whole else None,
        "eventAttendanceMode": f"{SCHEMA}/OnlineEventAttendanceMode"
        if facts.get("is_online")
        else None,
        "location": {"@type": "Place", "name": facts["place"]} if facts.get("place") else None,
        "organizer": _body(facts["body"]),
        "keywords": [term["label"] for name in KEYWORDS for term in facts.get(name, [])],
    }


def _creator(facts) -> dict | None:
    """An organization, or the body that issued it; of what a State said the State."""
    if facts["type"] in SHARED:
        return None  # the State is where it holds: spatialCoverage
    if facts["state"]:
        return _country(facts["state"])
    organization = facts.get("organization")
    if organization:
        return {"@type": "Organization", "name": organization["label"]}
    if facts.get("organization_name"):
        return {"@type": "Organization", "name": facts["organization_name"]}
    return _body(facts.get("body"))


def _body(body) -> dict | None:
    return {"@type": "Organization", "name": body["label"]} if body else None


def _meeting(meeting) -> dict | None:
    if not meeting:
        return None
    return {"@type": "Event", "@id": meeting["identifier"], "name": meeting["title"]}


def _by_people(facts) -> list[dict]:
    """A machine's text is nobody's work."""
    return [each for each in facts.get("translations", []) if each["status"] != "machine"]


def _translation(facts, each) -> dict:
    return {
        "@type": _type(facts),
        "@id": each["url"],
        "url": each["url"],
        "name": each["title"],
        "inLanguage": each["language"],
    }


def type_of(page) -> str:
    return _type({"type": kind_of(page).key, "kind": getattr(page, "kind", "")})


def _type(facts) -> str:
    return TYPES.get(facts["kind"]) or KINDS[facts["type"]].form.schema_org


def _period(facts) -> str | None:
    start, end = facts["start_year"], facts["end_year"]
    return f"{start or '..'}/{end or '..'}" if start or end else None


def _country(state) -> dict | None:
    if state is None:
        return None
    return {"@type": "Country", "name": state["name"], "identifier": state["alpha3"]}


def item_list(found, facts) -> dict:
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "numberOfItems": found.total,
        "itemListElement": [
            {"@type": "ListItem", "position": position, "item": contribution(each)}
            for position, each in enumerate(facts, found.query.offset + 1)
        ],
    }
