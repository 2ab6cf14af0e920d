"""Builds the page tree every portal starts from; running it again changes nothing."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from commission.models import DocumentIndexPage, MeetingIndexPage
from practices.bulk import indexes
from practices.bulk.adding import add
from practices.models import (
    PledgeIndexPage,
    PracticeIndexPage,
    StateIndexPage,
    StatePage,
    StrategyIndexPage,
)
from review import workflow
from taxonomy.models import Challenge, Chapter, MemberState

from . import officer_rights, site_address
from .models import (
    ChallengeIndexPage,
    ChallengePage,
    ChapterIndexPage,
    ChapterPage,
    HomePage,
    StandardPage,
)
from .page_translations import shipped
from .standard_pages import PAGES

SITE_NAME = "Good Practice Portal"
INTERNATIONAL = "international"


@transaction.atomic
def build() -> HomePage:
    """Create whatever is missing."""
    home = _home()
    _child(home, PracticeIndexPage, "practices", "Practices")
    _child(home, StrategyIndexPage, "strategies", "Strategies")
    _child(home, PledgeIndexPage, "pledges", "Pledges")
    _child(home, MeetingIndexPage, "meetings", "Meetings")
    _child(home, DocumentIndexPage, "documents", "Documents")
    _topics(home)
    states = _child(home, StateIndexPage, "states", "Member States")
    _states(states)
    workflow.assign(states, officer_rights.prepare_secretariat(home))
    for slug, title, introduction, body in PAGES:
        texts = {"introduction": f"<p>{introduction}</p>", "body": body, "show_in_menus": True}
        _child(home, StandardPage, slug, title, **texts)
    shipped.put_in_place(home)
    return home


def _home() -> HomePage:
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title=SITE_NAME, slug="portal"))
    _point_site_at(home)
    site_address.follow_setting()
    return home


def _point_site_at(home) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id == home.pk:
        return
    welcome = site.root_page.specific if site.root_page_id else None
    site.root_page, site.site_name = home, SITE_NAME
    site.save()
    if type(welcome) is Page and not welcome.is_root():
        welcome.delete()  # Wagtail's own "Welcome to your new Wagtail site!"


def _topics(home) -> None:
    chapters = _child(home, ChapterIndexPage, "chapters", "Chapters of the 2016 outcome document")
    for chapter in Chapter.objects.all():
        _child(chapters, ChapterPage, str(chapter.number), chapter.label_en, chapter=chapter)
    challenges = _child(
        home, ChallengeIndexPage, "challenges", "Challenges of the 2019 Ministerial Declaration"
    )
    for challenge in Challenge.objects.all():
        _child(challenges, ChallengePage, challenge.slug, challenge.label_en, challenge=challenge)


def _states(parent) -> None:
    existing = set(StatePage.objects.child_of(parent).values_list("slug", flat=True))
    missing = [state for state in MemberState.objects.all() if state.code not in existing]
    online = {"first_published_at": timezone.now()}  # as FixedPlace.save() notes it
    pages = [
        StatePage(title=state.name_en, slug=state.code, state=state, **online) for state in missing
    ]
    add([(parent, page) for page in pages])
    indexes.write(pages)
    _child(parent, StatePage, INTERNATIONAL, "International and regional")


def _child(parent, model, slug, title, **fields) -> Page:
    found = model.objects.child_of(parent).filter(slug=slug).first()
    return found or _add(parent, model(title=title, slug=slug, **fields))


def _add(parent, page) -> Page:
    # No revision: these pages carry no content of a State, and nothing listens for them.
    return parent.add_child(instance=page)
