"""What a session pack may be about: a meeting, a challenge or a chapter."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from commission.models import MeetingPage, Segment
from common.http import absolute_url
from common.in_language import InLanguage
from opendata.addresses import identifier
from practices.models import ContributionPage
from practices.querysets import ContributionQuerySet
from search.choices import choices_of
from search.facets import Choices
from search.kinds import of_types
from search.told import PLEDGED, PRACTISED, RECOMMENDED, TYPES
from taxonomy.models import Challenge, Chapter
from taxonomy.models.labels import Labelled

ON_THEMES = tuple(kind for part in (PRACTISED, PLEDGED, RECOMMENDED) for kind in TYPES[part])


@dataclass(frozen=True)
class Subject:
    """`pages` are all that belong to it, drafts as well; `themes` are those of a meeting."""

    title: InLanguage
    address: str
    pages: ContributionQuerySet
    meeting: MeetingPage | None = None
    themes: list[Labelled] = field(default_factory=list)


def choices() -> Choices:
    """[(group, [(key, label)])]; a key such as "chapter:1" is what `subject` reads."""
    groups = [("challenge", _("Challenges")), ("chapter", _("Chapters"))]
    found = [(label, _keyed(name, choices_of(name)[0][1])) for name, label in groups]
    of_bodies = choices_of("meeting")
    return [*found, *((body or _("Meetings"), _keyed("meeting", each)) for body, each in of_bodies)]


def _keyed(name, options) -> list[tuple[str, str]]:
    return [(f"{name}:{key}", label) for key, label in options]


def subject(written: str) -> Subject | None:
    """None where it is not public, or no longer."""
    name, _colon, key = written.partition(":")
    return FINDERS[name](key) if name in FINDERS else None


def _meeting(slug: str) -> Subject | None:
    """All of the meeting itself; on its themes what was practised, pledged and recommended."""
    meeting = MeetingPage.objects.published().filter(slug=slug).select_related("body").first()
    if meeting is None:
        return None
    segments = Segment.objects.filter(page=meeting.pk, verified=True)
    treated = Q(contributions=meeting.pk) | Q(segments__in=segments)
    challenges = list(Challenge.objects.filter(treated).distinct())
    chapters = list(Chapter.objects.filter(treated).distinct())
    on_themes = Q(challenges__in=challenges) | Q(chapters__in=chapters)
    own = Q(recordpage__meeting=meeting.pk) | Q(pk=meeting.report_id)
    pages = ContributionPage.objects.filter(own | (of_types(ON_THEMES) & on_themes))
    title = InLanguage(meeting.title, meeting.language)
    return Subject(title, identifier(meeting.pk), pages, meeting, [*challenges, *chapters])


def _challenge(slug: str) -> Subject | None:
    term = Challenge.objects.filter(slug=slug).first()
    return _on(term, term.label, challenge=slug) if term else None


def _chapter(number: str) -> Subject | None:
    term = Chapter.objects.filter(number=number).first() if number.isdecimal() else None
    return _on(term, term.label.behind(f"{number}. "), chapter=number) if term else None


def _on(term: Challenge | Chapter, title: InLanguage, **params: str) -> Subject:
    address = absolute_url(f"{reverse('search')}?{urlencode(params)}")
    return Subject(title, address, term.contributions.all())


FINDERS = {"meeting": _meeting, "challenge": _challenge, "chapter": _chapter}
