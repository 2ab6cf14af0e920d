"""What officers are told of an official list before they confirm it: counts, gaps, languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.lists import listed

from .keys import letter_rank, ranked_letter
from .languages import Language
from .models import Recommendation
from .official_texts import current_texts

# Named by the Chair of the Commission in December 2018; the document itself counts none.
EXPECTED = 103
MOST_NAMED = 20


def remarks(rows: list[dict]) -> Iterator[str]:
    """Of the list as it would be after the import."""
    stored = set(Recommendation.objects.verified().values_list("key", flat=True))
    keys = stored | {row["key"] for row in rows}
    chapters = _letters_by_chapter(keys)
    counts = listed(f"{number}: {len(letters)}" for number, letters in sorted(chapters.items()))
    yield _("Recommendations in each chapter afterwards: %s.") % counts
    numbers = {"number": len(keys), "expected": EXPECTED}
    if len(keys) == EXPECTED:
        yield _("Together %(number)d, as many as the Chair of the Commission named.") % numbers
    else:
        yield (_("Together %(number)d. The Chair of the Commission named %(expected)d.") % numbers)
    for number, letters in sorted(chapters.items()):
        if missing := _missing(letters):
            values = {"chapter": number, "letters": _some(missing)}
            yield _("Letters missing in chapter %(chapter)d: %(letters)s.") % values
    yield from _languages(keys, rows)
    if left := stored - {row["key"] for row in rows}:
        yield _("Not in the file, and left as they are: %s.") % _numbers(left)


def _languages(keys: set[str], rows: list[dict]) -> Iterator[str]:
    """Where the languages differ in what they hold."""
    held = set(current_texts()) | {(row["key"], code) for row in rows for code in row["texts"]}
    for code, name in Language.choices:
        having = {key for key, language in held if language == code}
        if having and (lacking := keys - having):
            values = {"language": name, "numbers": _numbers(lacking)}
            yield _("No text in %(language)s: %(numbers)s.") % values


def _letters_by_chapter(keys: Iterable[str]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for key in keys:
        _prefix, number, letter = key.split("-")
        found[int(number)].add(letter)
    return found


def _missing(letters: set[str]) -> list[str]:
    ranks = {letter_rank(letter) for letter in letters}
    return [ranked_letter(rank) for rank in range(1, max(ranks)) if rank not in ranks]


def _numbers(keys: Iterable[str]) -> str:
    terms = [Recommendation(key=key) for key in keys]
    terms.sort(key=lambda term: (int(term.key.split("-")[1]), letter_rank(term.letters)))
    return _some([term.number for term in terms])


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    left_out = [ngettext("%d more", "%d more", more) % more] if more > 0 else []
    return listed([*names[:MOST_NAMED], *left_out])
