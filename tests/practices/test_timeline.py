"""Periods of strategies on one axis."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from practices.timeline import timeline
from tests.factories import StrategyFactory


def text(start, end=None):
    return SimpleNamespace(start_year=start, end_year=end)


def places(periods):
    return [(float(period.start), float(period.share), period.is_over) for period in periods]


def test_fewer_than_two_periods_are_no_timeline():
    assert timeline([]) is None
    assert timeline([text(2020), text(None)]) is None


def test_a_period_reaches_from_its_first_day_to_the_end_of_its_last_year():
    line = timeline([text(2020, 2024), text(2010, 2014)], year=2019)
    assert (line.first, line.last) == (2010, 2024)
    first, second = places(line.periods)
    assert first == (0, pytest.approx(100 / 3, abs=0.01), True)
    assert second == (pytest.approx(200 / 3, abs=0.01), pytest.approx(100 / 3, abs=0.01), False)


def test_what_has_no_end_goes_on_to_the_end_of_the_axis():
    line = timeline([text(2016), text(2022, 2030)], year=2026)
    assert places(line.periods)[0] == (0, 100, False)


@pytest.mark.parametrize("year", [1900, 2026, 2100])
def test_every_line_stays_on_the_axis(year):
    texts = [text(1960), text(2010, 2010), text(2026, 2040), text(2099)]
    for start, share, _is_over in places(timeline(texts, year).periods):
        assert 0 <= start <= 100
        assert 0 < share <= 100.01 - start


@pytest.mark.django_db
def test_a_strategy_stands_among_those_of_its_state_that_are_public(client):
    page = StrategyFactory(state="ke", title="Second", start_year=2020, end_year=2024)
    StrategyFactory(state="ke", title="First", start_year=2014, end_year=2019)
    StrategyFactory(state="ke", title="Hidden draft", start_year=2025, publish=False)
    StrategyFactory(state="fr", title="Elsewhere", start_year=2020)
    rows = BeautifulSoup(client.get(page.url).content, "html.parser").select("#period th[dir]")
    assert [row.get_text(strip=True) for row in rows] == ["First", "Second"]
    assert rows[1].find(attrs={"aria-current": "true"})
