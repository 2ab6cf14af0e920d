"""Requests beside the results page: beginnings of titles, related contributions, spelling."""

from search.documents import LANGUAGES, part_boosts

from .elastic_client import ALIAS


def completion(text, limit):
    match = {"complete": {"query": text, "operator": "and"}}
    return {"query": {"match": match}, "size": limit, "_source": False}


def related(page, keys, limit):
    """Alike in words; shared chapters, challenges and recommendations count for more."""
    query = {
        "should": [_alike(page), *_shared(keys)],
        "must_not": [{"term": {"page_id": page.pk}}],
        "minimum_should_match": 1,
    }
    return {"query": {"bool": query}, "size": limit, "_source": False}


def _alike(page):
    parts = part_boosts().keys() - {"place"}  # one State does not make two practices alike
    alike = {
        "fields": [f"{part}.{language}" for part in sorted(parts) for language in LANGUAGES],
        "like": [{"_index": ALIAS, "_id": str(page.pk)}],
        "min_term_freq": 1,
        "min_doc_freq": 2,
        "max_query_terms": 20,
        "minimum_should_match": "20%",
    }
    return {"more_like_this": alike}


def _shared(keys):
    for name in ("chapter", "challenge", "recommendation"):
        for key in keys.get(name, []):
            yield {"constant_score": {"filter": {"term": {f"facets.{name}": key}}, "boost": 3}}


def spelling(text):
    term = {
        "field": "spelling",
        "suggest_mode": "missing",
        "min_word_length": 4,  # three letters are an acronym or a code
        "prefix_length": 0,  # the first letter may be the wrong one
        "max_edits": 2,
        "size": 3,
    }
    return {"size": 0, "suggest": {"words": {"text": text, "term": term}}}


def corrected(text, answer):
    """The text with the best option in the place of each misspelt word."""
    for entry in reversed(answer["suggest"]["words"]):  # backwards: earlier offsets stay right
        if entry["options"]:
            start, end = entry["offset"], entry["offset"] + entry["length"]
            text = text[:start] + entry["options"][0]["text"] + text[end:]
    return text
