"""The language a text is written in: by its letters and, among Latin ones, by lingua."""

from functools import cache

from lingua import Language as LinguaLanguage
from lingua import LanguageDetector, LanguageDetectorBuilder

from .languages import Language, of_script

# In shorter texts names and borrowed words decide too often.
LETTERS_NEEDED = 60
MUCH = 5_000  # characters that are looked at


def detected(text: str) -> str:
    """A code of the six languages; nothing for a text that is too short to tell."""
    text = text[:MUCH]
    if by_letters := of_script(text):
        return by_letters
    if sum(map(str.isalpha, text)) < LETTERS_NEEDED:
        return ""
    found = _detector().detect_language_of(text)
    return found.iso_code_639_1.name.lower() if found else ""


def other_than(chosen: str, text: str) -> str:
    """The name of the language that a text seems to be in, if it is not the one chosen for it."""
    found = detected(text)
    return str(Language(found).label) if found and found != chosen else ""


@cache
def _detector() -> LanguageDetector:
    """Of whole words only: 10 MB of memory instead of 100, and as good on texts this long."""
    languages = LinguaLanguage.ENGLISH, LinguaLanguage.FRENCH, LinguaLanguage.SPANISH
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
