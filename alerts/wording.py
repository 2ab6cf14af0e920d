"""Description in words of the search of an alert."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from search import years
from search.choices import all_choices
from search.facets import FACETS
from search.query import MEANING, OFF
from search.years import chosen_keys


def describe(params) -> str:
    """“naloxone” · Chapter 4 · Africa; or that everything new is meant."""
    asked, choices = QueryDict(params), all_choices()
    parts = [_("“%s”") % asked["q"]] if asked.get("q") else []
    for facet in FACETS:
        labels = dict(pair for _group, pairs in choices[facet.name] for pair in pairs)
        keys = chosen_keys(asked, facet.name)
        span = years.label(keys) if facet.name == years.YEAR and years.as_range(keys) else ""
        chosen = [span] if span else [str(labels.get(key, key)) for key in keys]
        if chosen:
            parts.append(_(" or ").join(chosen))
    if asked.get(MEANING) == OFF:
        parts.append(_("the words themselves only"))
    return " · ".join(parts) or _("everything new")
