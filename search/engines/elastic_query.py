"""Builds the request for a page of results: one, however many facets; a pure function of the query.

Words are looked for in all languages at once, each text with its own language's analysis.
"""

from elasticsearch.dsl import FacetedSearch, TermsFacet
from elasticsearch.dsl.query import Bool, CombinedFields, DisMax, MatchPhrase

from search.documents import LANGUAGES, part_boosts
from search.facets import FACETS
from search.query import NEWEST, RELEVANCE, STATE

from .base import MARK_END, MARK_START
from .elastic_client import ALIAS

MOST_KEYS = 1000  # of one facet: all States, all years
SNIPPET_LENGTH = 280  # characters
PHRASE_BOOST = 2
# Up to four words all must be there; of a long question about a third is enough.
ALL_OR_MOST = "4<30%"
MOST_WORDS, MOST_CHARACTERS, MOST_WORDS_OF_PHRASE = 32, 300, 8
SORTS = {
    NEWEST: [{"published": {"order": "desc", "missing": "_last"}}, {"page_id": "desc"}],
    STATE: ["state_name", "title_key", "page_id"],
    RELEVANCE: ["_score", {"page_id": "desc"}],
}


class ContributionSearch(FacetedSearch):
    """The stock faceted search, with our query, highlighting and every key of a facet."""

    index = ALIAS
    facets = {
        facet.name: TermsFacet(field=f"facets.{facet.name}", size=MOST_KEYS) for facet in FACETS
    }

    def query(self, search, query):
        return search.query(text_query(query)) if query.text else search

    def highlight(self, search):
        return search

    def build_search(self):
        search = super().build_search().source(False).extra(track_total_hits=True)
        return highlighted(search) if self._query.text else search


def build(query):
    """The elasticsearch.dsl Search for a SearchQuery."""
    sort = query.sort if query.text or query.sort != RELEVANCE else NEWEST
    faceted = ContributionSearch(query, dict(query.selected), sort=SORTS[sort])
    return faceted._s[query.offset : query.offset + query.page_size]


def text_query(query):
    """Any of the texts (the visitor's, or one with a synonym put in), in any language."""
    texts = [(shortened(query.text), 1 if query.any_word else ALL_OR_MOST)]
    # A synonym stands for the visitor's word, so every word of it is needed.
    texts += [(text, "100%") for text in query.variants]
    clauses = [
        _in_language(text, language, needed) for text, needed in texts for language in LANGUAGES
    ]
    return DisMax(queries=clauses)


def shortened(text):
    """The first words of a text: thousands of clauses would stop the server, not help anybody."""
    return " ".join(text.split()[:MOST_WORDS])[:MOST_CHARACTERS]


def _in_language(text, language, needed):
    words = CombinedFields(query=text, fields=_fields(language), minimum_should_match=needed)
    if not 1 < len(text.split()) <= MOST_WORDS_OF_PHRASE:
        return words
    phrases = [
        MatchPhrase(**{f"{part}.{language}": {"query": text, "boost": boost * PHRASE_BOOST}})
        for part, boost in part_boosts().items()
    ]
    return Bool(must=[words], should=phrases)


def _fields(language):
    return [f"{part}.{language}^{boost}" for part, boost in part_boosts().items()]


def highlighted(search):
    """The whole title and the best passage, with marks that cannot stand in a text."""
    search = search.highlight_options(
        pre_tags=[MARK_START], post_tags=[MARK_END], encoder="default", type="unified"
    )
    search = search.highlight("title.*", number_of_fragments=0)
    passage = {"number_of_fragments": 1, "fragment_size": SNIPPET_LENGTH}
    return search.highlight("lead.*", "body.*", **passage)
