"""The interface in five languages beside English: whole, and the same holes and tags in each."""

import os
import re
import shutil
import subprocess
import sys
from gettext import GNUTranslations

import pytest
from django.conf import settings
from django.utils.translation import to_locale
from translate.storage.pypo import pofile

from tests.services import missing
from tests.test_docs import ROOT

pytestmark = pytest.mark.slow

CODES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
FORMS = {"ar": 6, "es": 3, "fr": 2, "ru": 4, "zh-hans": 1}
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
UNNAMED = re.compile(r"%[sd]")
TAG = re.compile(r"</?[a-z]+[^>]*>")
NO_BLANK = {"zh-hans"}  # Chinese puts none between its words


def path_of(code, suffix="po"):
    return ROOT / "locale" / to_locale(code) / "LC_MESSAGES" / f"django.{suffix}"


def messages(path):
    return [unit for unit in pofile.parsefile(str(path)).units if not unit.isheader()]


def strings(text):
    """The forms of a text, which is one where it has no plural."""
    return [str(string) for string in getattr(text, "strings", [text])]


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_missing_or_in_doubt(code):
    doubtful = [
        str(unit.source)
        for unit in messages(path_of(code))
        if unit.isobsolete() or unit.isfuzzy() or not all(s.strip() for s in strings(unit.target))
    ]
    assert doubtful == []


@pytest.mark.parametrize("code", CODES)
def test_each_plural_form_is_there(code):
    wrong = [
        str(unit.source)
        for unit in messages(path_of(code))
        if len(strings(unit.target)) != (FORMS[code] if unit.hasplural() else 1)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_holes_and_tags_are_those_of_the_english(code):
    """A form for none, one or two may do without the number; none has one that is not filled."""
    wrong = []
    for unit in messages(path_of(code)):
        *_one, english = strings(unit.source)
        *small, whole = strings(unit.target)
        holes = sorted(HOLE.findall(english))
        if sorted(HOLE.findall(whole)) != holes or sorted(TAG.findall(whole)) != sorted(
            TAG.findall(english)
        ):
            wrong.append((english, whole))
        wrong += [(english, form) for form in small if set(HOLE.findall(form)) - set(holes)]
        if UNNAMED.search(english):  # what fills it would have no place
            wrong += [(english, form) for form in small if sorted(HOLE.findall(form)) != holes]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_lines_and_blanks_at_the_ends_are_kept(code):
    wrong = []
    for unit in messages(path_of(code)):
        english = strings(unit.source)[0]
        for text in strings(unit.target):
            ends = [(line[:1] == "\n", line[-1:] == "\n") for line in (english, text)]
            blanks = [(line[:1] == " ", line[-1:] == " ") for line in (english, text)]
            if ends[0] != ends[1] or (blanks[0] != blanks[1] and code not in NO_BLANK):
                wrong.append((english, text))
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_what_is_served_is_what_was_translated(code):
    """After a change of a catalogue: make messages."""
    with path_of(code, "mo").open("rb") as file:
        compiled = GNUTranslations(file)

    def served(unit):
        context, source = unit.getcontext(), str(unit.source)
        return compiled.pgettext(context, source) if context else compiled.gettext(source)

    stale = [
        str(unit.source)
        for unit in messages(path_of(code))
        if not unit.hasplural() and served(unit) != str(unit.target)
    ]
    assert stale == []


def test_the_catalogues_hold_the_strings_of_the_code(tmp_path):
    """After a new string: make messages, and its translations."""
    if not shutil.which("xgettext"):
        missing("xgettext")
    code_of_ours = shutil.ignore_patterns(
        ".*", "tests", "tools", "var", "docs", "findings", "staticfiles", "static", "locale", "data"
    )
    here = shutil.copytree(ROOT, tmp_path / "portal", ignore=code_of_ours)
    (here / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "fr", "-v", "0"]
    environment = {"PATH": os.environ["PATH"]}
    subprocess.run(command, cwd=here, check=True, env=environment)  # noqa: S603  our own
    found = messages(here / "locale" / "fr" / "LC_MESSAGES" / "django.po")
    of_code = {(unit.getcontext(), str(unit.source)) for unit in found}
    for code in CODES:
        kept = {(unit.getcontext(), str(unit.source)) for unit in messages(path_of(code))}
        assert kept ^ of_code == set(), code
