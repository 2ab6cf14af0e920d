"""Contributions in the words of schema.org (JSON-LD)."""

from django.conf import settings

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
    """A work of schema.org from the facts of `representation`."""
    thing = {
        "@context": CONTEXT,
        "@type": _type(facts["kind"]),
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
        "license": settings.OPEN_DATA_LICENCE_URL,
    }
    return {name: value for name, value in thing.items() if value}


def type_of(page) -> str:
    return _type(getattr(page, "kind", ""))


def _type(kind: str) -> str:
    return TYPES.get(kind, "CreativeWork")


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
