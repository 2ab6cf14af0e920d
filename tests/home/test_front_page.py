"""The home page: counts, the theme of the year, and what the Secretariat features."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from home.models import Featured, HomePage
from taxonomy.models import Challenge, Chapter, WorkplanItem
from tests.commission import record
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def home(client):
    return BeautifulSoup(client.get("/").content, "html.parser")


def section(page, heading):
    return page.find(id=heading).find_parent("section")


def test_topics_say_how_much_was_shared_on_them(client):
    chapter = Chapter.objects.get(number=4)
    for publish in (True, True, False):
        PracticeFactory(publish=publish, terms={"chapters": [chapter]})
    counts = [
        item.get_text(strip=True).removesuffix("shared")
        for item in section(home(client), "chapters").select(".topics__count")
    ]
    assert counts == ["0", "0", "0", "2", "0", "0", "0"]


@pytest.mark.parametrize(("verified", "years_ago", "shown"), [(1, 0, 1), (0, 0, 0), (1, 1, 0)])
def test_the_theme_of_the_year_comes_from_the_verified_workplan(client, verified, years_ago, shown):
    challenge = Challenge.objects.get(slug="hiv-hcv")
    year = timezone.localdate().year - years_ago
    WorkplanItem.objects.update_or_create(
        plan="test", year=year, challenge=challenge, defaults={"verified": verified}
    )
    PracticeFactory(title="On the theme", terms={"challenges": [challenge]})
    PracticeFactory(title="On something else")
    page = home(client)
    assert bool(page.find(id="theme")) == bool(shown)
    if shown:
        text = section(page, "theme").get_text()
        assert "On the theme" in text
        assert "On something else" not in text


def test_the_theme_of_the_year_names_the_meeting_that_treats_it(client):
    challenge = Challenge.objects.get(slug="hiv-hcv")
    today = timezone.localdate()
    WorkplanItem.objects.create(plan="test", year=today.year, challenge=challenge, verified=True)
    terms = {"challenges": [challenge], "date": today}
    record.meeting("The thematic session", "now", **terms)
    record.meeting("A draft of another", "draft", publish=False, **terms)
    record.meeting("On something else", "else", date=today)
    theme = section(home(client), "theme")
    links = [link["href"] for link in theme.select("a[href^='/meetings/']")]
    assert links == ["/meetings/now/"]


def test_featured_contributions_stand_in_their_order_and_only_public_ones(client):
    first, hidden, second = (
        PracticeFactory(title=title, publish=publish)
        for title, publish in (("First", True), ("Hidden", False), ("Second", True))
    )
    for order, page in enumerate((second, hidden, first)):
        Featured.objects.create(page=HomePage.objects.get(), contribution=page, sort_order=order)
    titles = section(home(client), "featured").select(".entry__title")
    assert [title.get_text(strip=True) for title in titles] == ["Second", "First"]
