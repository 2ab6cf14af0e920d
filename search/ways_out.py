"""What to try when a search finds nothing."""

from dataclasses import replace

from django.utils.translation import gettext as _

from .addresses import url_of
from .engines.database_ranks import words_of

WORDS_OFFERED = 4


def things_to_try(query):
    """(text, address) pairs, the smallest step first."""
    tries = []
    if query.selected and query.text:
        tries.append((_("The same words without filters"), replace(query, selected={}, page=1)))
    words = words_of(query.text)[:WORDS_OFFERED]
    if len(words) > 1:
        tries += [
            (_("Only “%s”") % word, replace(query, text=word, selected={}, page=1))
            for word in dict.fromkeys(words)
        ]
    tries.append((_("Everything that has been shared"), type(query)()))
    return [(text, url_of(other)) for text, other in tries]
