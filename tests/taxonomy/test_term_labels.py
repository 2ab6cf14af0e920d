"""Labels per language: where they come from, what is official, and what a page says of it."""

import pickle
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.utils.translation import override

from common.in_language import InLanguage, attributes
from home.management.commands.load_demo import load_fictional_list
from taxonomy import label_file
from taxonomy.label_file import load_labels
from taxonomy.label_rows import LISTS
from taxonomy.languages import Language
from taxonomy.models import (
    Challenge,
    Chapter,
    MemberState,
    Recommendation,
    Region,
    TargetGroup,
    TermLabel,
)
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db
NOTE = "[data-headings-note]"
load = partial(load_labels, apps.get_model)


def label_of(term, language="ar"):
    name = next(name for name, one in LISTS.items() if one.model is type(term))
    return TermLabel.objects.get(list=name, term_id=term.pk, language=language)


def soup(client, path):
    return BeautifulSoup(client.get(path).content, "lxml")


def texts_of(html, selector):
    return [tag.get_text(strip=True) for tag in html.select(selector)]


@pytest.mark.parametrize("name", LISTS)
def test_each_label_has_a_row_and_each_row_says_where_it_is_from(name):
    term_list = LISTS[name]
    rows = {(row.term_id, row.language): row for row in TermLabel.objects.filter(list=name)}
    written = {
        (term.pk, language): label
        for term in term_list.model.objects.all()
        for language in Language.values
        if (label := getattr(term, f"{term_list.column}_{language}"))
    }
    assert {place: row.label for place, row in rows.items()} == written
    assert all(row.source for row in rows.values())


@pytest.mark.parametrize("model", [Chapter, Challenge, TargetGroup, Region, MemberState])
def test_no_term_lacks_a_language(model):
    column = next(one.column for one in LISTS.values() if one.model is model)
    for term in model.objects.all():
        assert all(getattr(term, f"{column}_{language}") for language in Language.values), term


def test_what_no_document_holds_is_not_called_official():
    official = TermLabel.objects.filter(kind=TermLabel.Kind.OFFICIAL)
    assert set(official.values_list("list", flat=True)) == {"state", "region"}
    geographic = Region.objects.filter(scheme="m49").values_list("pk", flat=True)
    regions = official.filter(list="region").values_list("term_id", flat=True)
    assert set(regions) == set(geographic)


def test_the_row_and_the_term_follow_one_another():
    chapter = Chapter.objects.get(number=1)
    row = label_of(chapter)
    row.label, row.kind, row.source = "فصل", TermLabel.Kind.OFFICIAL, "A/RES/S-30/1"
    row.save()
    chapter.refresh_from_db()
    assert chapter.label_ar == "فصل"
    chapter.label_ar = "كلمات أخرى"
    chapter.save()
    row.refresh_from_db()
    assert (row.label, row.kind, row.source) == ("كلمات أخرى", "editorial", "")
    chapter.label_ar = ""
    chapter.save()
    row.refresh_from_db()
    assert (row.label, row.source) == ("", "")
    pk = chapter.pk
    group = TargetGroup.objects.create(slug="new", label_en="New", label_fr="Nouveau")
    assert label_of(group, "fr").label == "Nouveau"
    group.delete()
    assert not TermLabel.objects.filter(list="target_group", label="Nouveau").exists()
    assert TermLabel.objects.filter(list="chapter", term_id=pk).exists()


def test_loading_again_keeps_what_officers_changed(monkeypatch):
    changed, confirmed, untouched = Chapter.objects.order_by("number")[:3]
    Chapter.objects.get(pk=changed.pk)
    changed.label_ar = "كلمات الأمانة"
    changed.save()
    row = label_of(confirmed)
    row.source, row.confirmed_by = "A/RES/S-30/1", "two officers"
    row.save()
    in_files = label_file._in_the_files().items()
    wanted = {place: given for place, given in in_files if place[0] == "chapter"}
    news = {place: given | {"label": "جديد", "seed": "جديد"} for place, given in wanted.items()}
    monkeypatch.setattr(label_file, "_in_the_files", lambda: news)
    load()
    assert label_of(changed).label == "كلمات الأمانة"
    assert label_of(confirmed).source == "A/RES/S-30/1"
    assert label_of(untouched).label == "جديد"
    untouched.refresh_from_db()
    assert untouched.label_ar == "جديد"
    monkeypatch.setattr(label_file, "_in_the_files", lambda: wanted)
    load()
    untouched.refresh_from_db()
    assert untouched.label_ar == wanted["chapter", str(untouched.number), "ar"]["label"]


def test_a_label_that_was_changed_before_there_were_rows_is_kept():
    chapter = Chapter.objects.get(number=1)
    TermLabel.objects.all().delete()
    Chapter.objects.filter(pk=chapter.pk).update(label_ar="كلمات الأمانة")
    load()
    assert (label_of(chapter).label, label_of(chapter).source) == ("كلمات الأمانة", "")
    assert label_of(chapter, "fr").source


def test_a_label_knows_its_language():
    chapter = Chapter.objects.get(number=1)
    chapter.label_ar = ""
    with override("ar"):
        assert (chapter.label, chapter.label.language) == (chapter.label_en, "en")
        assert attributes(chapter.label.behind("1. ")) == {"lang": "en", "dir": "ltr"}
    with override("zh-hans"):
        assert (chapter.label, attributes(chapter.label)) == (chapter.label_zh, {})
    with override("fr"):
        assert attributes(InLanguage("نص", "ar")) == {"lang": "ar", "dir": "rtl"}
    assert attributes("a string") == {}
    assert pickle.loads(pickle.dumps(chapter.label)).language == "en"  # noqa: S301  our own


LABELS = {
    "/ar/": [".topics__label"],
    "/ar/chapters/": [".index__title a"],
    "/ar/chapters/1/": ["h1"],
    "/ar/search/?chapter=1": ["#options-chapter bdi", ".chip bdi"],
    "/ar/search/?q=contribution": [".entry__terms bdi"],
    "/ar/coverage/": [".matrix thead bdi", ".chart bdi"],
    "/ar/coverage/?columns=region": ["#chapter option"],
    "/ar/states/ke/": [".chart bdi"],
}


def test_english_for_a_missing_label_is_marked(client):
    chapter = Chapter.objects.get(number=1)
    PracticeFactory(terms={"chapters": [chapter]})
    chapter.label_ar = ""
    chapter.save()
    for path, selectors in LABELS.items():
        html = soup(client, path)
        for selector in selectors:
            tags = html.select(selector)
            english = [tag for tag in tags if chapter.label_en in tag.get_text()]
            assert english, (path, selector)
            assert all((tag["lang"], tag["dir"]) == ("en", "ltr") for tag in english)
            assert not any(tag.has_attr("lang") for tag in tags if tag not in english)


PAGES = ["/", "/chapters/", "/challenges/", "/chapters/1/", "/search/", "/coverage/", "/states/"]


def test_a_page_with_labels_of_our_own_says_so_once(client):
    terms = {"chapters": Chapter.objects.filter(number=1)}
    PracticeFactory(slug="a-practice", terms=terms)
    for path in (*PAGES, "/states/ke/", "/practices/ke/a-practice/"):
        assert len(soup(client, f"/ar{path}").select(NOTE)) == 1, path
        assert not soup(client, path).select(NOTE), path


def test_nothing_is_said_where_all_labels_are_official(client):
    for row in TermLabel.objects.filter(list__in=["chapter", "challenge"], language="ar"):
        row.kind = TermLabel.Kind.OFFICIAL
        row.save()
    assert not soup(client, "/ar/chapters/").select(NOTE)
    assert soup(client, "/fr/chapters/").select(NOTE)


def test_numbers_of_recommendations_are_not_turned_round(client):
    load_fictional_list()
    PracticeFactory(slug="a-practice", terms={"recommendations": Recommendation.objects.verified()})
    isolated = "\u20661.a\u2069"
    html = soup(client, "/ar/chapters/1/a/")
    assert html.select_one("h1").get_text().strip().endswith(isolated)
    option = soup(client, "/ar/search/").select_one("#options-recommendation bdi")
    assert option.get_text().startswith(isolated)
    for path in ("/ar/chapters/1/", "/ar/practices/ke/a-practice/"):
        (number,) = [
            tag for tag in soup(client, path).select("[class$=__number]") if tag.text == "1.a"
        ]
        assert number["dir"] == "ltr"
    assert soup(client, "/fr/chapters/1/a/").select_one("h1").get_text().strip().endswith("1.a")


def test_a_text_in_the_language_of_the_page_needs_no_tag_that_says_so(client):
    PracticeFactory(title="做法", language="zh")
    tags = [tag.get_text() for tag in soup(client, "/zh-hans/search/").select(".entry .tag")]
    assert tags == []
    assert len(soup(client, "/ar/search/").select(".entry .tag")) == 1
