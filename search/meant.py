"""What a results page says of the search by meaning, with the switch that turns it off and on."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.lists import listed
from taxonomy.concepts import name_of
from taxonomy.languages import Language, of_interface

from .addresses import url_of
from .asking import ask_for
from .engines.base import RawResults
from .notices import Notice
from .query import SearchQuery

MOST_NAMED = 5


def notices(query: SearchQuery, raw: RawResults) -> Iterator[Notice]:
    if query.meant and raw.meant:
        yield _also_found(query, raw)
    elif not query.meaning and ask_for(query.text).meant:
        link = (_("Search by meaning as well"), url_of(replace(query, meaning=True, page=1)))
        yield Notice(_("Only the words themselves were searched for."), [link])


def _also_found(query: SearchQuery, raw: RawResults) -> Notice:
    most_first = sorted(raw.meant, key=lambda code: (-raw.meant[code], code))
    said = _("Also found by meaning: %(concepts)s, in %(languages)s.") % {
        "concepts": listed(names(query)[:MOST_NAMED]),
        "languages": listed([str(Language(code).label) for code in most_first]),
    }
    link = (_("Search for the words only"), url_of(replace(query, meaning=False, page=1)))
    return Notice(said, [link])


def names(query: SearchQuery) -> list[str]:
    """What the concepts of a search are called; the visitor's words where no label may be shown."""
    language = of_interface(get_language())
    found = (
        name_of(key, language) or " ".join(term.text for term in part.terms)
        for part in query.meant
        for key in part.concepts
    )
    return list(dict.fromkeys(found))
