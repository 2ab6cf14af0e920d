"""The same facts in the words of schema.org, and the whole data set in those of DCAT."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from practices.notices import absolute

LD_JSON = "application/ld+json"
SCHEMA = "https://schema.org"
TYPES = {"law": "Legislation"}
KEYWORDS = ("chapters", "challenges", "recommendations", "target_groups")


def wanted(request):
    """Whether Accept prefers JSON-LD to plain JSON; each has its weight (q)."""
    return request.get_preferred_type(["application/json", LD_JSON]) == LD_JSON


def contribution(facts):
    """A work of schema.org from the facts of `representation`."""
    thing = {
        "@context": SCHEMA,
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


def _period(facts):
    start, end = facts["start_year"], facts["end_year"]
    return f"{start or '..'}/{end or '..'}" if start or end else None


def _country(state):
    if state is None:
        return None
    return {"@type": "Country", "name": state["name"], "identifier": state["alpha3"]}


def item_list(found, facts):
    return {
        "@context": SCHEMA,
        "@type": "ItemList",
        "numberOfItems": found.total,
        "itemListElement": [
            {"@type": "ListItem", "position": position, "item": contribution(each)}
            for position, each in enumerate(facts, found.query.offset + 1)
        ],
    }


def catalogue():
    """DCAT: what a catalogue of open data needs to list the portal."""
    dataset = {
        "@id": absolute("/open-data/#dataset"),
        "@type": "dcat:Dataset",
        "dct:title": _("Practices and strategies on drug policy, shared by Member States"),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _("Commission on Narcotic Drugs")},
        "dct:language": ["ar", "zh", "en", "fr", "ru", "es"],
        "dct:accrualPeriodicity": {
            "@id": "http://publications.europa.eu/resource/authority/frequency/DAILY"
        },
        "dcat:landingPage": {"@id": absolute("/open-data/")},
        "dcat:distribution": [_distribution(*each) for each in _ways_out()],
    }
    if settings.OPEN_DATA_LICENCE_URL:
        dataset["dct:license"] = {"@id": settings.OPEN_DATA_LICENCE_URL}
    context = {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
    }
    return {"@context": context, **dataset}


def _ways_out():
    export = reverse("search_export", args=["csv"])
    return [
        (_("API"), reverse("api-v1:openapi-json"), "application/json"),
        (_("Table of all contributions"), export, "text/csv"),
        (
            _("Rows of all contributions"),
            reverse("search_export", args=["jsonl"]),
            "application/x-ndjson",
        ),
        (_("Feed of what is new"), reverse("search_feed"), "application/atom+xml"),
        (_("Harvesting (OAI-PMH)"), reverse("oai") + "?verb=Identify", "text/xml"),
    ]


def _distribution(title, path, media_type):
    return {
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dcat:accessURL": {"@id": absolute(path)},
        "dcat:mediaType": media_type,
    }
