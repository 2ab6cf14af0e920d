"""Thousands of interventions beside the practices of a world, put into the tables directly."""

import random
from datetime import date, timedelta

from django.db import transaction

from commission.models import Body, InterventionPage, MeetingIndexPage, MeetingPage, Organization
from practices.bulk.tables import insert_rows, place_below
from practices.models import ContributionPage
from taxonomy.models import Challenge, Chapter, MemberState
from tools.bench.corpus import FIRST_DAY, LANGUAGES
from tools.bench.vocabulary import Vocabulary

BATCH = 1000
MEETINGS, BODIES, ORGANIZATIONS = 60, 6, 40
KINDS = {"statement": 70, "presentation": 15, "video": 10, "written": 5}  # per cent
OF_STATES = 0.75  # of all; the others are of organizations
WORDS = 320  # of a statement of three minutes
TAGS = {"chapters": (Chapter, 2), "challenges": (Challenge, 2)}


class RecordCorpus:
    """Repeats exactly for the same number of interventions."""

    def __init__(self, size):
        self.size, self.rng = size, random.Random(size)  # noqa: S311  the point is that it repeats
        self.vocabulary = Vocabulary()

    @transaction.atomic
    def create(self):
        self._prepare()
        for start in range(0, self.size, BATCH):
            pages = [self._page(number) for number in range(start, min(start + BATCH, self.size))]
            self._insert(pages)

    def _prepare(self):
        self.states = list(MemberState.objects.all())
        self.terms = {
            name: list(model.objects.values_list("pk", flat=True))
            for name, (model, _most) in TAGS.items()
        }
        self.bodies = [
            Body.objects.create(code=f"body-{number}", label_en=f"Body {number}", verified=True)
            for number in range(BODIES)
        ]
        self.organizations = [
            Organization.objects.create(slug=f"o-{number}", label_en=f"O {number}", kind="un")
            for number in range(ORGANIZATIONS)
        ]
        self.meetings = [self._meeting(number) for number in range(MEETINGS)]
        index = MeetingIndexPage.objects.get()
        place_below((index, meeting) for meeting in self.meetings)
        insert_rows(self.meetings)

    def _meeting(self, number):
        body = self.rng.choice(self.bodies)
        day = date(2016, 10, 10) + timedelta(days=50 * number)
        return MeetingPage(
            **self._life(f"Session {number}", f"session-{number}"),
            kind="meeting",
            session="regular",
            body=body,
            date=day,
            start_year=day.year,
        )

    def _page(self, number):
        language = self.rng.choices(list(LANGUAGES), LANGUAGES.values())[0]
        meeting = self.rng.choice(self.meetings)
        is_of_state = self.rng.random() < OF_STATES
        texts = {
            name: self.vocabulary.text(self.rng, language, words)
            for name, words in (("title", 9), ("summary", 30), ("text", WORDS))
        }
        return InterventionPage(
            **self._life(texts["title"][:200], f"said-{number}"),
            kind=self.rng.choices(list(KINDS), KINDS.values())[0],
            summary=texts["summary"][:1500],
            text=f"<p>{texts['text']}</p>",
            language=language,
            meeting=meeting,
            body=meeting.body,
            date=meeting.date,
            start_year=meeting.date.year,
            state=self.rng.choice(self.states) if is_of_state else None,
            organization=None if is_of_state else self.rng.choice(self.organizations),
        )

    def _life(self, title, slug):
        moment = FIRST_DAY + timedelta(minutes=self.rng.randrange(3_000_000))
        published = {"first_published_at": moment, "last_published_at": moment}
        return published | {"title": title, "slug": slug, "live": True, "is_sample": True}

    def _insert(self, pages):
        place_below((page.meeting, page) for page in pages)
        insert_rows(pages)
        for name, (model, most) in TAGS.items():
            through = getattr(ContributionPage, name).through
            column = f"{model.__name__.lower()}_id"
            through.objects.bulk_create(
                through(contributionpage_id=page.pk, **{column: term})
                for page in pages
                for term in self.rng.sample(self.terms[name], self.rng.randint(0, most))
            )
