"""Which words of a search may be kept: none that could tell of a person."""

import re

LONGEST = 80
# A mail address, a telephone or document number, a web address.
PERSONAL = re.compile(r"@|\d[\d\s().-]{4,}\d|://|www\.", re.IGNORECASE)


def harmless(text) -> str:
    """The text in one spelling, or nothing if it could be about somebody, or is no search."""
    words = " ".join(text.casefold().split())
    return "" if len(words) > LONGEST or PERSONAL.search(words) else words
