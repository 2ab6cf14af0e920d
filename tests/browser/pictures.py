"""Screenshots for people to look at; git ignores their folder."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "screenshots"


def take_picture(page, name, full_page=False):
    # Hiding the caret would leave style attributes behind, which the content policy then refuses.
    page.screenshot(path=FOLDER / f"{name}.png", full_page=full_page, caret="initial")
