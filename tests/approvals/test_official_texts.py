"""The official list in six languages: quotations with versions, counts, and what is missing."""

import csv
import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from approvals import decisions
from approvals.models import Proposal
from home.management.commands.load_demo import FICTIONAL, FOLDER, load_fictional_list
from taxonomy.keys import letter_rank, ranked_letter
from taxonomy.models import Recommendation, RecommendationText, TermLabel
from taxonomy.official_texts import beginning
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db
LONG = "To develop and implement alternative measures " * 6 + "in appropriate cases"
CHINESE = "在适当情况下制定和实施替代措施" * 12


@pytest.fixture
def officer_client(client, first):
    client.force_login(first)
    return client


def upload(client, data, name="list.csv", **given):
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
    given = {"file": file, "source": "A/RES/S-30/1", "text_version": "final"} | given
    return client.post("/admin/recommendations/import/", given, follow=True).content.decode()


@pytest.fixture
def bring_in(officer_client, second):
    """Upload a list and let another officer confirm it: the page with what would change."""

    def both(data, **given):
        body = upload(officer_client, data, **given)
        decisions.apply(Proposal.objects.open().get(), second)
        return body

    return both


def term(key="s30-4-j"):
    return Recommendation.objects.get(key=key)


def test_the_text_is_kept_as_a_quotation_with_symbol_and_version(bring_in, second):
    bring_in(f"id,text_en,text_zh\n4.j,{LONG},{CHINESE}\n")
    row = term().texts.get(language="zh")
    assert (row.text, row.source, row.text_version) == (CHINESE, "A/RES/S-30/1", "final")
    assert second.get_username() in row.confirmed_by
    labels = TermLabel.objects.filter(list="recommendation", term_id=term().pk)
    kinds = {label.language: (label.kind, label.source) for label in labels}
    assert kinds == dict.fromkeys(("en", "zh"), ("official", "A/RES/S-30/1"))
    assert term().label_en == beginning(LONG)
    assert LONG.startswith(term().label_en.removesuffix("…"))
    assert len(term().label_zh) < len(CHINESE) / 2


def test_a_paraphrase_under_an_unsure_letter_does_not_become_public(bring_in):
    paraphrase = term().label_en
    bring_in("id,text_en\n4.j,Something else altogether\n")
    assert term().label_en == "Something else altogether" != paraphrase


def test_a_short_label_of_ours_stands_beside_the_text_and_stays(bring_in, client):
    bring_in(f"id,text_en,label_en,label_fr\n4.j,{LONG},Alternatives,Autres mesures\n")
    bring_in(f"id,text_en\n4.j,{LONG} and more\n", text_version="corrected")
    assert (term().label_en, term().label_fr) == ("Alternatives", "Autres mesures")
    html = BeautifulSoup(client.get("/chapters/4/j/").content, "html.parser")
    assert html.select_one(".lead").get_text(strip=True) == "Alternatives"
    assert html.select_one("blockquote").get_text(strip=True) == f"{LONG} and more"


def test_a_changed_text_makes_a_version_and_tags_stay(bring_in, client):
    page = PracticeFactory(terms={"recommendations": [term()]})
    bring_in("id,text_en\n4.j,First words\n")
    bring_in("id,text_en\n4.j,First words\n", text_version="reissued")
    assert term().texts.get().text_version == "reissued"
    body = bring_in("id,text_en\n4.j,Other words\n", text_version="corrected")
    assert "<del>First words</del>" in body
    assert "<ins>Other words</ins>" in body
    old, new = term().texts.order_by("since")
    assert (old.text, old.text_version, new.text) == ("First words", "reissued", "Other words")
    assert old.replaced_at == new.since
    assert new.replaced_at is None
    assert [one.key for one in page.recommendations.all()] == ["s30-4-j"]
    html = client.get("/chapters/4/j/").content.decode()
    assert "A/RES/S-30/1 (corrected)" in html
    assert html.index("Other words") < html.index("Earlier versions") < html.rindex("First words")


def test_a_page_quotes_in_its_language_or_in_english(bring_in, client):
    bring_in("id,text_en,text_ar\n4.j,English words,كلمات عربية\n4.k,Only English,\n")
    arabic, english = (
        BeautifulSoup(client.get(f"/ar/chapters/4/{letter}/").content, "html.parser")
        for letter in "jk"
    )
    assert arabic.select_one("blockquote").get_text(strip=True) == "كلمات عربية"
    assert not arabic.select_one("blockquote").has_attr("lang")
    quote = english.select_one("blockquote")
    assert (quote["lang"], quote["dir"]) == ("en", "ltr")


def test_one_file_for_each_language(officer_client, bring_in):
    bring_in("chapter,letter,text\n4,(j),Alternatives\n4,k,Sharing\n", language="en")
    body = bring_in("id,text\n4.j,Solutions de rechange\n", language="fr")
    assert "No text in French: 4.k." in body
    assert "Not in the file, and left as they are: 4.k." in body
    bring_in("id,language,text\n4.k,Russian,Обмен\n4.k,es,Intercambio\n")
    assert set(term("s30-4-k").texts.values_list("language", "text")) == {
        ("en", "Sharing"), ("ru", "Обмен"), ("es", "Intercambio"),
    }  # fmt: skip
    body = upload(officer_client, "id,text\n4.j,Sin idioma\n")
    assert "Line 2: Say in which language the column text is." in body


def test_counts_gaps_and_differences_are_named_before_anybody_confirms(officer_client):
    body = upload(officer_client, "id,text_en,text_fr\n1.a,A,A\n1.d,D,\n2.a,A,A\n")
    assert "Recommendations in each chapter afterwards: 1: 2 and 2: 1." in body
    assert "Together 3. The Chair of the Commission named 103." in body
    assert "Letters missing in chapter 1: b and c." in body
    assert "Letters missing in chapter 2" not in body
    assert "No text in French: 1.d." in body
    assert not Recommendation.objects.verified().exists()


def test_as_many_as_were_named(officer_client):
    lines = [f"1.{ranked_letter(rank)},Words" for rank in range(1, 104)]
    body = upload(officer_client, "\n".join(["id,text_en", *lines]))
    assert "Together 103, as many as the Chair of the Commission named." in body
    assert "Letters missing" not in body


def test_letters_go_on_behind_z():
    assert [ranked_letter(rank) for rank in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
    assert all(letter_rank(ranked_letter(rank)) == rank for rank in range(1, 1000))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,text_fr\n4.j,Solutions\n", "The English text is missing: 4.j."),
        ("id,text_en,text_de\n4.j,A,B\n", "These columns are not known: text_de."),
        ("id,text_en,subheading_slug\n4.j,A,not a slug\n", "Line 2: Enter a valid “slug”"),
    ],
)
def test_faults_are_named(officer_client, text, message):
    assert message in upload(officer_client, text)
    assert not Proposal.objects.exists()


def test_a_workbook_will_do(bring_in):
    book = openpyxl.Workbook()
    for line in (["chapter", "letter", "text_en", "text_ar"], [4, "j", "Alternatives", "بدائل"]):
        book.active.append(line)
    data = io.BytesIO()
    book.save(data)
    bring_in(data.getvalue(), name="list.xlsx")
    assert term().label_ar == "بدائل"


def test_the_list_of_the_demonstration_says_in_each_language_that_it_is_fictional(client):
    load_fictional_list()
    load_fictional_list()
    with (FOLDER / "recommendations-fictional.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert Recommendation.objects.verified().count() == len(rows)
    assert RecommendationText.objects.count() == 6 * len(rows)
    marks = {"en": "[Fictional]", "fr": "[Fictif]", "es": "[Ficticio]", "ar": "[نص خيالي]"}
    marks |= {"ru": "[Вымышленный текст]", "zh": "【虚构】"}
    for text in RecommendationText.objects.all():
        assert text.text.startswith(marks[text.language])
        assert text.source == FICTIONAL
    for label in TermLabel.objects.filter(list="recommendation", source=FICTIONAL):
        assert label.label.startswith(marks[label.language])
    assert FICTIONAL in client.get("/chapters/1/a/").content.decode()


def test_the_list_of_the_demonstration_replaces_no_real_one(bring_in):
    bring_in("id,text_en\n1.a,Official words\n")
    load_fictional_list()
    assert Recommendation.objects.verified().get().label_en == "Official words"
