"""A text cites the paragraph of a document, or the question of the questionnaire, it answers."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from practices.content import digest
from practices.models import Citation, PracticePage
from search.documents import document, facet_keys
from submission.importer.run import run
from tests import people
from tests.commission import record
from tests.editor import filled_form
from tests.factories import PracticeFactory, StrategyFactory, put_online
from tests.queries import at_most

pytestmark = pytest.mark.django_db
REPORT = {"kind": "paragraph", "symbol": "E/CN.7/2020/6", "place": "23", "year": None}
QUESTION = {"kind": "question", "symbol": "", "place": "question 41", "year": 2021}
FACTS = [REPORT, QUESTION]
SHOWN = ["E/CN.7/2020/6, para. 23", "Annual report questionnaire 2021, question 41"]


def citing(make=PracticeFactory, **options):
    return make(terms={"citations": [Citation(**facts) for facts in FACTS]}, **options)


def newest(page):
    return PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def facts_of(page):
    return [cited.facts for cited in page.citations.all()]


def main(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser").main


@pytest.mark.parametrize(
    "written", ["e/cn7/2020/6", "E／CN．7／2020／6", "undocs.org/E/CN.7/2020/6"]
)
def test_every_spelling_of_a_symbol_is_taken(written):
    cited = Citation(**REPORT | {"symbol": written})
    cited.full_clean(exclude=["page"])
    assert cited.symbol == "E/CN.7/2020/6"


@pytest.mark.parametrize(
    ("facts", "field", "message"),
    [
        (REPORT | {"symbol": ""}, "symbol", "Write the symbol of the document"),
        (REPORT | {"symbol": "the report"}, "symbol", "This is no symbol"),
        (REPORT | {"symbol": "A/" + "CRP1/" * 39 + "1"}, "symbol", "This is no symbol"),
        (REPORT | {"place": ""}, "place", "cannot be blank"),
        (REPORT | {"year": 2021}, "year", "Only a question has a year"),
        (QUESTION | {"place": "the last one"}, "place", "Write the number of the question"),
        (QUESTION | {"year": 21}, "year", "greater than or equal to 1900"),
    ],
)
def test_each_fault_is_told_in_plain_words(facts, field, message):
    with pytest.raises(ValidationError) as caught:
        Citation(**facts).full_clean(exclude=["page"])
    [told] = caught.value.message_dict[field]
    assert message in told


def test_it_reads_as_people_write_it():
    assert [str(Citation(**facts)) for facts in FACTS] == SHOWN
    assert str(Citation(**REPORT | {"place": "§ 23"})) == "E/CN.7/2020/6, § 23"
    assert str(Citation(**QUESTION | {"place": "٤١", "year": None})).endswith("question ٤١")


def test_a_version_keeps_what_it_cited(client):
    page = citing()
    call_command("gather_news")
    page.citations.clear()
    put_online(page.save_revision())
    call_command("gather_news")
    old, new = (
        BeautifulSoup(client.get(f"/id/{page.pk}/v{number}/").content, "html.parser")
        for number in (1, 2)
    )
    assert [item.text for item in old.select("#sources li")] == SHOWN
    assert not new.select("#sources")


@pytest.mark.parametrize("make", [PracticeFactory, StrategyFactory])
def test_its_page_shows_it_and_leads_to_the_document(client, make):
    page = citing(make)
    section = main(client, page).select_one("#sources")
    assert [item.text for item in section.select("li")] == SHOWN
    assert not section.select("a")
    document = record.document("E/CN.7/2020/6", "Biennial report")
    [link] = main(client, page).select("#sources a")
    assert (link["href"], link.text) == (document.url, "E/CN.7/2020/6")
    assert main(client, document).select(f"a[href='{page.url}']")


def test_a_page_without_any_says_nothing(client):
    assert not main(client, PracticeFactory()).select("#sources, a[href='#sources']")


def test_typed_in_the_guided_form_kept_shown_and_taken_away(client):
    client.force_login(people.focal_point("ke"))
    page = PracticeFactory(publish=False)
    address = reverse("submission_material", args=[page.pk])
    sent = [{f"citations-{name}": value or "" for name, value in facts.items()} for facts in FACTS]
    sent[0]["citations-symbol"] = "e/cn.7/2020/6"
    before = digest(newest(page).serializable_data())
    for values in sent:
        assert client.post(address, {"add": "citations"} | values).status_code == 302
    assert facts_of(newest(page)) == FACTS
    assert digest(newest(page).serializable_data()) != before
    assert not PracticePage.objects.get(pk=page.pk).citations.exists()
    for name in ("material", "check", "preview"):
        body = client.get(reverse(f"submission_{name}", args=[page.pk])).content.decode()
        assert all(text in body for text in SHOWN), name
    client.post(address, {"remove": f"citations:{Citation(**REPORT).identity}"})
    assert facts_of(newest(page)) == [QUESTION]


def test_a_fault_in_the_guided_form_loses_nothing(client):
    client.force_login(people.focal_point("ke"))
    page = PracticeFactory(publish=False)
    sent = {"add": "citations", "citations-kind": "paragraph", "citations-place": "Kept words"}
    response = client.post(reverse("submission_material", args=[page.pk]), sent)
    form = BeautifulSoup(response.content, "html.parser").select_one("form[data-returned]")
    assert "Write the symbol of the document" in form.text
    assert form.select_one("[name=citations-place]")["value"] == "Kept words"
    assert not newest(page).citations.exists()


def test_the_editor_keeps_and_changes_it(client):
    page = people.submitted(citing(publish=False), people.focal_point("ke"))
    client.force_login(people.officer())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled_form(client, address) | {"citations-0-symbol": "e/cn7/2022/6"}
    assert client.post(address, data).status_code == 302
    assert facts_of(newest(page)) == [REPORT | {"symbol": "E/CN.7/2022/6"}, QUESTION]


def test_the_officer_who_reviews_reads_it(client):
    page = people.submitted(citing(publish=False), people.focal_point("ke"))
    client.force_login(people.officer())
    body = client.get(reverse("review", args=[page.pk])).content.decode()
    assert all(text in body for text in SHOWN)


def test_one_of_a_draft_is_not_public(client):
    page = PracticeFactory()
    draft = newest(page)
    draft.citations = [Citation(**facts) for facts in FACTS]
    draft.save_revision()
    for address in (page.url, f"/api/v1/contributions/{page.pk}", "/search/export.csv"):
        response = client.get(address)
        body = getattr(response, "streaming_content", None) or [response.content]
        assert response.status_code == 200, address
        assert b"E/CN.7/2020/6" not in b"".join(body)


def test_the_api_tells_it(client):
    assert client.get(f"/api/v1/contributions/{citing().pk}").json()["cites"] == FACTS


def test_the_index_holds_the_symbol():
    page = citing()
    assert "E/CN.7/2020/6" in document(page, facet_keys([page.pk])[page.pk])["body"]["en"]


def test_a_table_may_write_it_in_one_line():
    row = {"id": "cites", "type": "practice", "state": "ke", "title": "Cites", "language": "en"}
    report = run([(1, row | {"cites": "e/cn.7/2020/6, 23; question 41"})])
    assert not report.errors
    page = PracticePage.objects.get(import_key="cites")
    assert facts_of(page) == [REPORT, QUESTION | {"year": None}]


def test_pages_are_not_asked_more_often_for_many_than_for_one(client):
    numbers = []
    for times in (1, 4):
        page = PracticeFactory(terms={"citations": [Citation(**REPORT) for _time in range(times)]})
        client.get(page.url)
        with at_most(25) as captured:
            assert len(main(client, page).select("#sources li")) == times
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
