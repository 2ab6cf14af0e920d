"""Screenshots for people to look at; git ignores their folder."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "screenshots"


def take_picture(page, name, full_page=False):
    page.screenshot(path=FOLDER / f"{name}.png", full_page=full_page)
