"""Thousands of practices and strategies, put into the tables directly: no signals, no revisions."""

import random
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from tqdm import tqdm
from wagtail.models import Locale, Page

from home.site_tree import build
from practices.bulk.tables import insert_rows
from practices.models import ContributionPage, PracticePage, StatePage, StrategyPage
from taxonomy.models import Challenge, Chapter, Recommendation, TargetGroup
from tools.bench.vocabulary import Vocabulary

BATCH = 1000
STRATEGY_EVERY = 6  # one strategy in so many, as among the samples
LANGUAGES = {"en": 70, "fr": 8, "es": 8, "ru": 5, "ar": 5, "zh": 4}  # per cent
LENGTHS = {"title": 9, "summary": 48}  # words
PRACTICE_LENGTHS = {"objectives": 40, "description": 140, "results": 60, "lessons": 50}
STRATEGY_LENGTHS = {"objectives": 250}
# Relation: (model, most tags of one page).
TAGS = {
    "chapters": (Chapter, 3),
    "challenges": (Challenge, 3),
    "recommendations": (Recommendation, 4),
    "target_groups": (TargetGroup, 3),
}
FIRST_DAY = datetime(2019, 1, 1, tzinfo=UTC)


class Corpus:
    """Repeats exactly for the same number of pages."""

    def __init__(self, size):
        self.size, self.rng = size, random.Random(size)  # noqa: S311  the point is that it repeats
        self.vocabulary = Vocabulary()

    def create(self):
        """Fill an empty, migrated database; all or nothing."""
        with transaction.atomic():
            build()
            Recommendation.objects.update(verified=True)  # so that every facet has its values
            self._prepare()
            batches = range(0, self.size, BATCH)
            for start in tqdm(batches, desc=f"Creating {self.size}", unit="batch", disable=None):
                self._insert(range(start, min(start + BATCH, self.size)))
            self._count_children()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")

    def _prepare(self):
        self.parents = list(StatePage.objects.select_related("state").order_by("path"))
        self.children = dict.fromkeys((parent.pk for parent in self.parents), 0)
        self.locale = Locale.get_default()
        self.types = ContentType.objects.get_for_models(PracticePage, StrategyPage)
        self.terms = {
            name: list(model.objects.values_list("pk", flat=True))
            for name, (model, _) in TAGS.items()
        }

    def _insert(self, numbers):
        pages = [self._page(number) for number in numbers]
        insert_rows(pages)
        for name in TAGS:
            self._tag(name, pages)

    def _page(self, number):
        model = PracticePage if number % STRATEGY_EVERY else StrategyPage
        language = self.rng.choices(list(LANGUAGES), LANGUAGES.values())[0]
        parent = self.rng.choice(self.parents)
        return model(
            **self._texts(model, language),
            **self._place(parent, f"bench-{number}"),
            **self._life(),
            content_type=self.types[model],
            locale=self.locale,
            state=parent.state,
            language=language,
        )

    def _life(self):
        moment = self._moment()
        published = {"first_published_at": moment, "last_published_at": moment}
        return published | {"live": True, "start_year": self.rng.randint(2000, 2025)}

    def _moment(self):
        return FIRST_DAY + timedelta(minutes=self.rng.randrange(3_000_000))

    def _texts(self, model, language):
        own = PRACTICE_LENGTHS if model is PracticePage else STRATEGY_LENGTHS
        texts = {
            name: self.vocabulary.text(self.rng, language, words)
            for name, words in (LENGTHS | own).items()
        }
        texts |= {name: f"<p>{texts[name]}</p>" for name in own}
        title = texts["title"][:200]
        return texts | {"title": title, "draft_title": title, "summary": texts["summary"][:1500]}

    def _place(self, parent, slug):
        self.children[parent.pk] += 1
        depth = parent.depth + 1
        return {
            "path": Page._get_path(parent.path, depth, self.children[parent.pk]),
            "depth": depth,
            "slug": slug,
            "url_path": f"{parent.url_path}{slug}/",
        }

    def _tag(self, name, pages):
        through = getattr(ContributionPage, name).through
        column = f"{TAGS[name][0].__name__.lower()}_id"
        most = TAGS[name][1]
        rows = [
            through(contributionpage_id=page.pk, **{column: term})
            for page in pages
            for term in self.rng.sample(self.terms[name], self.rng.randint(0, most))
        ]
        through.objects.bulk_create(rows)

    def _count_children(self):
        for parent in self.parents:
            parent.numchild = self.children[parent.pk]
        Page.objects.bulk_update(self.parents, ["numchild"])
