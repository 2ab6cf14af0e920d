"""Screenshots for people to look at; git ignores their folder.

Taken when `PICTURES=1` asks for them, and in the night: in a run that nobody looks at they would
cost more than the pages.
"""

import os
from pathlib import Path

from tests.nightly import NIGHTLY

FOLDER = Path(__file__).resolve().parent / "screenshots"
ARE_TAKEN = NIGHTLY or os.environ.get("PICTURES") == "1"


def take_picture(page, name, full_page=False):
    if ARE_TAKEN:
        # Hiding the caret would leave style attributes behind, which the content policy refuses.
        page.screenshot(path=FOLDER / f"{name}.png", full_page=full_page, caret="initial")
