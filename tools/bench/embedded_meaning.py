"""The search by meaning on the embedded engine.

A process of its own, because its database is another: `python -m tools.bench.embedded_meaning`.
"""

import json

from tools.bench.places import FOLDER

DATABASE, ANSWER = FOLDER / "meaning.sqlite3", FOLDER / "meaning.json"
DEEP = 200  # results of a search that are looked at


def measure():
    """On the embedded engine."""
    from django.core.management import call_command

    from tools.bench.concept_texts import concept_texts
    from tools.bench.meaning import reach_figures
    from tools.bench.relevance import collections

    call_command("migrate", verbosity=0)
    texts = concept_texts()
    _fill((text.language, "", text.text) for text in texts)
    figures = reach_figures("Embedded", texts, _embedded)
    for collection in collections():
        figures.append(_embedded_relevance(collection))
    ANSWER.write_text(json.dumps([list(vars(figure).values())[:5] for figure in figures]))


def _fill(rows):
    """(language, title, text) as the portal indexes pages."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.search.models import IndexEntry

    from common.stems import index_words
    from practices.models import PracticePage
    from taxonomy.concepts import keys_in, word_of

    IndexEntry.objects.all().delete()
    practice = ContentType.objects.get_for_model(PracticePage)
    for number, (language, title, text) in enumerate(rows):
        concepts = map(word_of, keys_in(f"{title}\n{text}", language))
        IndexEntry.objects.create(
            object_id=str(number),
            content_type=practice,
            title=index_words(title, language),
            body=" ".join([index_words(text, language), *concepts]),
        )


def _embedded(text, is_on=True):
    from search.asking import ask_for
    from search.engines.database import matching_ids

    full, loose = matching_ids(ask_for(text, meaning=is_on))
    return [*full, *loose][:DEEP], len(full)


def _embedded_relevance(collection):
    from tools.bench.judged import means
    from tools.bench.meaning import lost

    documents, judgements = list(collection.documents()), collection.judgements()
    _fill((collection.language, row["title"], row["text"]) for row in documents)
    asked = {key: text for key, text in collection.queries().items() if key in judgements}

    def ndcg(is_on):
        rankings = {
            key: [documents[number]["id"] for number in _embedded(text, is_on)[0]]
            for key, text in asked.items()
        }
        return means(rankings, judgements)[0]

    return lost(f"{collection.name}, embedded", ndcg(True), ndcg(False))


if __name__ == "__main__":
    import django

    django.setup()
    measure()
