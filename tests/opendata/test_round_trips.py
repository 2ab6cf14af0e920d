"""Out of the portal, through a spreadsheet, and in again: equal field by field."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.spreadsheets import write_ods, write_xlsx
from common.text import clean, clean_line
from opendata.exports import tables
from practices.models import Citation, ContributionPage, Link
from submission.importer.readers import read
from submission.importer.run import run
from taxonomy.models import Chapter
from tests.factories import PracticeFactory, StrategyFactory
from tests.nightly import NIGHTLY
from tests.services import missing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORMS = ["csv", "xlsx", "ods", "jsonl"]
LETTERS = {
    "en": "abc-='", "fr": "éàç« »\u202f\u00a0", "es": "ñ¿¡ü", "ru": "ёйж№", "zh": "毒品预防，。",
    "ar": "وقاية\u200fً،؟",
}  # fmt: skip
SIGNS = "=+-@'\"\t\n;,|#_x000D_&<>\u2028😀e\u0301\x0b- "


def line(language):
    return st.text(LETTERS[language] + SIGNS, max_size=40).map(clean_line)


def text(language):
    return st.text(LETTERS[language] + SIGNS, max_size=60).map(lambda t: clean(t).strip())


@st.composite
def contributions(draw):
    language = draw(st.sampled_from(list(LETTERS)))
    body = text(language).map(lambda t: "".join(f"<p>{part}</p>" for part in _escaped(t)))
    links = st.builds(
        Link,
        title=line(language).map(lambda t: f"x{t}x"),
        url=st.just("https://example.org/?a;b|c"),
    )
    paragraphs = st.builds(
        Citation,
        symbol=st.sampled_from(["E/CN.7/2020/6", "A/RES/S-30/1"]),
        place=line(language).map(lambda t: f"x{t}x"),
    )
    questions = st.builds(
        Citation,
        kind=st.just("question"),
        place=line(language).map(lambda t: f"41{t}x"),
        year=st.none() | st.integers(1998, 2030),
    )
    return {
        "language": language,
        "title": f"T{draw(line(language))}t",
        "summary": draw(text(language)),
        "institution": draw(line(language)),
        "partners": draw(text(language)),
        "description": draw(body),
        "results": "<h3>Head</h3><p>a <b>bold</b><br/>b</p><ol><li>one</li></ol>",
        "start_year": draw(st.none() | st.integers(1900, 2000)),
        "evaluation_available": draw(st.booleans()),
        "terms": {
            "links": draw(st.lists(links, max_size=2)),
            "citations": draw(st.lists(paragraphs | questions, max_size=2)),
        },
    }


def _escaped(text):
    return [
        part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for part in text.split("\n")
    ]


def written(folder, form, ids):
    path = Path(folder) / f"all.{form}"
    if form in ("xlsx", "ods"):
        with tables.workbook_file(ids, {"xlsx": write_xlsx, "ods": write_ods}[form]) as file:
            path.write_bytes(file.read())
    else:
        parts = tables.csv_parts if form == "csv" else tables.jsonl_parts
        path.write_text("".join(parts(ids)), encoding="utf-8", newline="")
    return path


def stored(page):
    """Every field of the page that a person wrote."""
    page = page.specific
    names = [
        field.name
        for field in page._meta.concrete_fields
        if field.name in {*tables.COLUMNS, "title", "kind", "adopted_on"}
    ]
    values = {name: getattr(page, name) for name in names if name != "id"}
    return values | {
        "links": [(link.title, link.url) for link in page.links.all()],
        "cites": [cited.facts for cited in page.citations.all()],
        "chapters": [chapter.number for chapter in page.chapters.all()],
        "state": page.state.code,
        "published": page.first_published_at.replace(microsecond=0),
    }


def taken_out_and_in(folder, form, change=lambda path: path):
    pages = list(ContributionPage.objects.order_by("pk"))
    before = [stored(page) for page in pages]
    path = change(written(folder, form, [page.pk for page in pages]))
    ContributionPage.objects.all().delete()
    report = run(read(path))
    # Letters without sense are in no language.
    warnings = [each for each in report.warnings if "seems to be in another" not in each[2]]
    assert (form, report.errors, warnings) == (form, [], [])
    after = [stored(page) for page in ContributionPage.objects.order_by("pk")]
    assert (form, after) == (form, before)


@pytest.mark.share
@settings(max_examples=8 if NIGHTLY else 2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(contributions(), min_size=1, max_size=3))
def test_generated_texts_in_six_languages(given):
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        for fields in given:
            PracticeFactory(**fields)
        for form in FORMS:
            taken_out_and_in(folder, form)
        transaction.set_rollback(True)  # the next example begins without these


LONG = "д" * 32_766 + "😀" + "- " + "a b " * 2_000 + "end"


def test_what_no_cell_of_excel_can_hold(tmp_path):
    PracticeFactory(description=f"<p>{LONG}</p>", partners=LONG, title="- begins with a dash")
    PracticeFactory(summary="=1+1", partners="'- quoted", institution="_x000D_")
    for form in FORMS:
        taken_out_and_in(tmp_path, form)


@pytest.mark.nightly
def test_opened_and_saved_again_by_libreoffice(tmp_path):
    if shutil.which("soffice") is None:
        missing("LibreOffice (soffice)")
    chapters = list(Chapter.objects.filter(number__in=(1, 4)))
    for language, letters in LETTERS.items():
        PracticeFactory(
            language=language,
            title=f"- {letters}",
            summary=f"=1+1 {letters}\n\nsecond  part",
            partners="7.0",
            institution="01/12/2026",
            description=f"<p>{LONG}</p><p>{letters}</p>",
            start_year=2019,
            terms={
                "chapters": chapters,
                "links": [Link(title=letters, url="https://example.org/")],
                "citations": [Citation(symbol="E/CN.7/2020/6", place=f"§ 7.0 {letters}")],
            },
        )
    StrategyFactory(kind="law", adopted_on="2021-05-04")

    def saved_again(path):
        out = tmp_path / "again"
        names = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
        subprocess.run(  # noqa: S603  a program by name, on a file of the test
            [shutil.which("soffice"), "--headless",
             f"-env:UserInstallation=file://{tmp_path}/office",
             "--convert-to", f"{path.suffix[1:]}:{names[path.suffix]}",
             "--outdir", str(out), str(path)],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        return out / path.name

    for form in ("xlsx", "ods"):
        taken_out_and_in(tmp_path, form, saved_again)
