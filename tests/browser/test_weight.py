"""What a visitor on a slow line waits for: the page, its styles and its scripts, as sent."""

import gzip

import pytest

from .addresses import PAGES

pytestmark = pytest.mark.browser
MOST_BYTES = 150_000
WAGTAILS_OWN = {"sign-in", "password forgotten"}  # with the styles and scripts of its editor
COUNTED = {"document", "stylesheet", "script", "font"}


@pytest.mark.parametrize("name", sorted(PAGES.keys() - WAGTAILS_OWN))
def test_a_page_is_light(desktop, name):
    answers = []
    desktop.on("response", lambda answer: answers.append(answer))
    desktop.goto(PAGES[name], wait_until="networkidle")
    counted = [answer for answer in answers if answer.request.resource_type in COUNTED]
    # Compressed here: the development server sends its static files as they are.
    weight = sum(len(gzip.compress(answer.body())) for answer in counted)
    assert 1_000 < weight < MOST_BYTES
