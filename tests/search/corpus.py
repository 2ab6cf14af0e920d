"""Random small corpora, and a brute-force search over them that shares no code with the portal."""

import random
from dataclasses import dataclass, replace
from datetime import date

from wagtail.models import Page, PageViewRestriction

from commission.models import Organization
from practices.models import PledgePage, PracticePage, StatePage, StrategyPage
from taxonomy.models import Challenge, Chapter, Recommendation, TargetGroup
from tests.commission import record
from tests.factories import put_online
from translations.models import Translation

# Words no stemmer changes and no list of stop words holds.
WORDS = ["zorga", "brint", "quolp", "vamdek", "fluxor", "trabit"]
STATES = {"ke": {"african", "m49-002"}, "fr": {"weog", "m49-150"}, "pe": {"grulac", "m49-019"}}
STATES["tr"] = {"weog", "asia-pacific", "m49-142"}
CHALLENGES = ["hiv-hcv", "proceeds", "other"]
TARGETS = ["youth", "women"]
LANGUAGES = ["en", "fr"]
YEARS = [2015, 2019, 2020]
VERIFIED, UNVERIFIED = "1.m", "4.j"
SHARED = {"practice", "strategy"}
INTERVENTIONS = ["statement", "presentation", "video", "written"]
RECORD = {"meeting", *INTERVENTIONS, "document", "recommendation", "pledge"}
OF_RECORD = ["body", "meeting", "organization"]  # facets that nothing else carries
BODIES = {"cnd": True, "honlea-africa": True, "unheard-of": False}  # and whether it is verified
MEETINGS = ["cnd-62", "honlea-29"]
ORGANIZATIONS = ["vngoc", "who"]


@dataclass(frozen=True)
class Document:
    """What the corpus knows of one page: the truth the engines are held against."""

    pk: int
    words: frozenset
    keys: dict  # facet name -> set of keys
    public: bool


def some(rng, items):
    return rng.sample(items, rng.randint(0, len(items)))


def build(seed, size=24, of_record=16):
    """Make so many pages at random, a quarter of them hidden; returns their Documents."""
    rng = random.Random(seed)  # noqa: S311  the point is that it repeats
    Recommendation.objects.filter(key="s30-1-m").update(verified=True)
    shared = [_shared(rng, number) for number in range(size)]
    return [*shared, *_record(rng, of_record)]


def _shared(rng, number):
    words, state, tags, texts = _content(rng, f"n{number}")
    year = rng.choice([*YEARS, None])
    model = rng.choice([PracticePage, StrategyPage])
    page = model(**texts, objectives=f"<p>{' '.join(words[2:])}</p>", start_year=year, live=False)
    StatePage.objects.get(slug=state).add_child(instance=page)
    kind = "practice" if model is PracticePage else "strategy"
    keys = {"type": {kind}, "state": {state}, "region": STATES[state]}
    return _document(rng, page, words, tags, keys | {"year": {str(year)} - {"None"}})


def _record(rng, number):
    """Two meetings, and what was said, issued, recommended and pledged there."""
    bodies = [
        record.body(code, f"Body {code}", verified=verified) for code, verified in BODIES.items()
    ]
    organizations = [
        Organization.objects.get_or_create(slug=slug, label_en=slug, kind="un")[0]
        for slug in ORGANIZATIONS
    ]
    meetings = []
    for slug in MEETINGS if number else []:
        words, _state, tags, texts = _content(rng, slug)
        body, year = rng.choice(bodies), rng.choice(YEARS)
        texts |= {"body": body, "date": date(year, 3, 1), "text": f"<p>{' '.join(words[2:])}</p>"}
        page = record.meeting(publish=False, **texts)
        keys = {"type": {"meeting"}, "body": _verified(body), "year": {str(year)}}
        yield _document(rng, page, words, tags, keys)
        meetings.append(page)
    for each in range(number - len(MEETINGS)):
        yield _entry(rng, f"r{each}", rng.choice(meetings), rng.choice(organizations))


def _entry(rng, slug, meeting, organization):
    words, state, tags, texts = _content(rng, slug)
    texts |= {"text": f"<p>{' '.join(words[2:])}</p>"}
    kind = rng.choice([*INTERVENTIONS, "document", "recommendation", "pledge"])
    keys = {"type": {kind}}
    if kind == "document":
        page = record.document(f"E/CN.7/2019/{slug.removeprefix('r')}", publish=False, **texts)
        keys |= {"year": {"2019"}}
    elif kind == "pledge":
        texts |= {"commitment": texts.pop("text"), "pledged_on": date(2020, 3, 1)}
        page = PledgePage(**texts, live=False)
        StatePage.objects.get(slug=state).add_child(instance=page)
        keys |= {"state": {state}, "region": STATES[state], "year": {"2020"}}
    else:
        keys |= {"meeting": {meeting.slug}, "body": _verified(meeting.body)}
        keys |= {"year": {str(meeting.date.year)}}
        if kind == "recommendation":
            page = record.recommendation(meeting, publish=False, **texts)
        elif rng.random() < 0.5:
            page = record.intervention(meeting, kind=kind, state=state, publish=False, **texts)
            keys |= {"state": {state}, "region": STATES[state]}
        else:
            texts["organization"] = organization
            page = record.intervention(meeting, kind=kind, publish=False, **texts)
            keys |= {"organization": {organization.slug}}
    entry = _document(rng, page, words, tags, keys)
    is_below = kind not in ("document", "pledge")
    return replace(entry, public=entry.public and not (is_below and _is_restricted(meeting)))


def _is_restricted(page):
    return PageViewRestriction.objects.filter(page_id=page.pk).exists()


def _verified(body):
    return {body.code} if BODIES[body.code] else set()


def _content(rng, slug):
    """(words, code of a State, {facet: keys}, fields) of a page."""
    words, state = some(rng, WORDS), rng.choice(list(STATES))
    tags = {
        "chapter": set(some(rng, [1, 4, 5])),
        "challenge": set(some(rng, CHALLENGES)),
        "target": set(some(rng, TARGETS)),
        "recommendation": set(some(rng, [VERIFIED, UNVERIFIED])),
    }
    texts = {
        "title": f"{slug} " + " ".join(words[:1]),
        "slug": slug,
        "summary": " ".join(words[1:2]),
        "language": rng.choice(LANGUAGES),
        "chapters": list(Chapter.objects.filter(number__in=tags["chapter"])),
        "challenges": list(Challenge.objects.filter(slug__in=tags["challenge"])),
        "target_groups": list(TargetGroup.objects.filter(slug__in=tags["target"])),
        "recommendations": list(Recommendation.objects.filter(key__in=_keys(tags))),
    }
    return words, state, tags, texts


def _document(rng, page, words, tags, keys):
    """Published, or hidden in one of many ways."""
    translated = _translate(rng, page, words)
    put_online(page.save_revision())
    public = _hide(rng, page)
    keys |= {name: {str(key) for key in values} for name, values in tags.items()}
    keys["recommendation"] &= {VERIFIED}
    keys |= {"language": {page.language}, "available": {page.language, *translated}}
    return Document(page.pk, frozenset(words), keys, public)


def _translate(rng, page, words):
    """Into another language or not at all, with one word more; the languages.

    It holds all the words: Elasticsearch asks whether one version does, the database whether all
    versions together do.
    """
    language = rng.choice(LANGUAGES)
    if language == page.language:
        return set()
    words[:] = sorted({*words, rng.choice(WORDS)})
    text = {"title": [" ".join(words)]}
    Translation.objects.create(
        page=page, language=language, step="public", status="machine", text=text
    )
    return {language}


def _keys(tags):
    return ["s30-" + number.replace(".", "-") for number in tags["recommendation"]]


def _hide(rng, page):
    """Hide some pages, each in one of the ways a page can be hidden; returns whether it shows."""
    way = rng.choice(["", "", "", "", "", "unpublish", "restrict"])
    if way == "unpublish":
        Page.objects.get(pk=page.pk).specific.unpublish()
    elif way == "restrict":
        PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    return not way


def random_query(rng, names):
    """(text, selected) of a random search with up to two facets."""
    text = " ".join(rng.sample(WORDS, rng.choice([0, 1, 1, 2])))
    choices = {
        "type": sorted(SHARED | RECORD),
        "chapter": ["1", "4", "5", "7"],
        "challenge": CHALLENGES,
        "recommendation": [VERIFIED],
        "state": list(STATES),
        "region": ["african", "weog", "asia-pacific"],
        "year": [str(year) for year in YEARS],
        "target": TARGETS,
        "language": LANGUAGES,
        "available": LANGUAGES,
        "body": [code for code, verified in BODIES.items() if verified],
        "meeting": MEETINGS,
        "organization": ORGANIZATIONS,
    }
    chosen = rng.sample(names, rng.choice([0, 1, 2, 2]))
    return text, {
        name: tuple(rng.sample(choices[name], rng.randint(1, min(2, len(choices[name])))))
        for name in chosen
    }


def types_asked(selected):
    """Without a type it is what States have shared, unless the rest stands in the record alone."""
    is_of_record = any(selected.get(name) for name in OF_RECORD)
    return set(selected.get("type") or (RECORD if is_of_record else SHARED))


def found(documents, text, selected, needed=all):
    """Brute force: the documents that hold all of the words, or any."""
    return _holding(documents, text, {**selected, "type": types_asked(selected)}, needed)


def _holding(documents, text, selected, needed):
    words = text.split()
    return [
        document
        for document in documents
        if document.public
        and (not words or needed(word in document.words for word in words))
        and all(
            document.keys.get(name, set()) & set(keys) for name, keys in selected.items() if keys
        )
    ]


def counts(documents, text, selected, name, needed=all):
    """Brute force: the counts of one facet, its own selection left aside.

    What stands beside the side that is searched is counted where it holds all of the words.
    """
    types = types_asked(selected)
    asked = SHARED if types <= SHARED else RECORD if types <= RECORD else SHARED | RECORD
    others = {other: keys for other, keys in selected.items() if other != name}
    if name != "type":
        return _counted(documents, text, others | {"type": types}, name, needed)
    beside = (SHARED | RECORD) - asked
    return _counted(documents, text, others | {"type": asked}, name, needed) | (
        _counted(documents, text, others | {"type": beside}, name, all) if beside else {}
    )


def _counted(documents, text, selected, name, needed):
    result = {}
    for document in _holding(documents, text, selected, needed):
        for key in document.keys.get(name, ()):
            result[key] = result.get(key, 0) + 1
    return result
