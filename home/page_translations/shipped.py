"""Translations that come with the portal, in home/data/pages: unofficial, one file per language."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils import timezone
from wagtail.models import Page

from practices.models import Worded, is_worded

from .models import TRANSLATED, PageTranslation, cleaned
from .words import RICH, digest, english_of

FOLDER = Path(__file__).parent.parent / "data" / "pages"


@cache
def texts(language: str) -> dict[str, dict[str, str]]:
    """{path below home: {field: text}}; `english` is the digest of what it was made from."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def put_in_place(home: Page) -> None:
    """Where the English page is the one that was translated and no officer has decided yet."""
    paths = {f"{home.url_path}{path}/".replace("//", "/"): path for path in texts(TRANSLATED[0][0])}
    pages = Page.objects.live().filter(url_path__in=paths).specific()
    stored = {(row.page_id, row.language): row for row in PageTranslation.objects.all()}
    for page in filter(is_worded, pages):
        for language, _name in TRANSLATED:
            text = texts(language).get(paths[page.url_path], {})
            _put(page, language, text, stored.get((page.pk, language)))


def _put(page: Worded, language: str, text: dict, row: PageTranslation | None) -> None:
    english = english_of(page)
    if text.get("english") != digest(english) or (row and row.proposal_id):
        return
    words = cleaned({name: _one_line(name, text[name]) for name in english})
    row = row or PageTranslation(page=page, language=language)
    if (row.words, row.english) != (words, english):
        row.words, row.english, row.changed_at = words, english, timezone.now()
        row.save()


def _one_line(name: str, text: str) -> str:
    """The files break HTML between its elements, so that people can read it."""
    return "".join(line.strip() for line in text.splitlines()) if name in RICH else text
