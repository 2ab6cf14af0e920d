"""Facts of the files come in once, and never over what officers have written."""

import csv
from datetime import date

import pytest
from django.core import mail

from commission import facts
from commission.facts import files
from commission.models import Body, DocumentPage, LoadedRow, MeetingPage, ReportedFigure, Segment
from practices.models import PublicationEvent
from tests.commission import record

pytestmark = pytest.mark.django_db

BODY = {"code": "cnd", "order": 1, "is_subsidiary": 0, "label_en": "Commission"}
BODY |= {"certainty": "B", "source": "a page"}
MEETING = {
    "key": "round",
    "body": "cnd",
    "session": "round",
    "title": "A round",
    "date": "2016-10-01",
    "precision": "month",
    "is_online": 0,
    "chair": "Vladimír Galuška",
    "certainty": "A",
    "source": "a note",
}
SEGMENT = {"meeting": "round", "key": "first", "title": "Segment one"}
SEGMENT |= {"challenges": "", "chapters": "", "certainty": "A", "source": "a note"}
FIGURE = {"meeting": "round", "key": "days", "what": "days", "number": 2, "certainty": "C"}
LINK = {"meeting": "round", "key": "page", "kind": "page", "certainty": "B", "source": "a page"}
ROWS = {
    "bodies": [BODY],
    "workplans": [],
    "reported_figures": [],
    "documents": [],
    "meetings": [MEETING],
    "segments": [SEGMENT | {"challenges": "hiv-hcv", "chapters": "2 1"}],
    "figures": [FIGURE | {"qualifier": "about", "source": "a blog"}],
    "links": [LINK | {"url": "https://www.unodc.org/x", "seen_on": "2020-01-31"}],
}


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Loads these rows in place of those of the portal; others than ROWS where they are given."""
    monkeypatch.setattr(files, "FOLDER", tmp_path)

    def load(**changed):
        for name, rows in (ROWS | changed).items():
            with (tmp_path / f"{name}.csv").open("w", newline="") as file:
                columns = list(dict.fromkeys(column for row in rows for column in row))
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        return facts.load()

    return load


def meeting():
    return MeetingPage.objects.get(slug="round")


def with_meeting(**columns):
    return {"meetings": [MEETING | columns]}


def edit(publish=True, **columns):
    """What officers write; published by two of them."""
    page = meeting()
    for name, value in columns.items():
        setattr(page, name, value)
    if publish:
        page.save_and_publish(None, "approval")
    else:
        page.save_revision()


def test_a_meeting_comes_in_with_all_that_belongs_to_it(load):
    assert load().written == 2
    page = meeting()
    assert (page.live, page.date, page.precision) == (True, date(2016, 10, 1), "month")
    assert (page.when, page.body.code, page.certainty) == ("October 2016", "cnd", "A")
    [segment] = page.programme
    assert [challenge.slug for challenge in segment.challenges.all()] == ["hiv-hcv"]
    assert [chapter.number for chapter in page.chapters.all()] == [1, 2]
    assert [link.seen_on for link in page.public_links] == [date(2020, 1, 31)]
    event = PublicationEvent.objects.get(page_id=page.pk)
    assert (event.way, mail.outbox) == ("import", [])


def test_what_is_not_certain_is_kept_and_is_not_public(load):
    load(**with_meeting(certainty="C"))
    assert not meeting().live
    assert meeting().get_latest_revision() is not None
    [figure] = meeting().figures.all()
    assert (figure.verified, figure.source) == (False, "C: a blog")
    assert meeting().public_figures == []


def test_terms_of_an_uncertain_segment_are_not_those_of_the_meeting(load):
    load(segments=[SEGMENT | {"challenges": "hiv-hcv", "certainty": "D"}])
    assert (list(meeting().challenges.all()), meeting().programme) == ([], [])
    assert meeting().programme_words == ""


def test_loading_again_writes_nothing(load):
    load()
    before = PublicationEvent.objects.count()
    assert load() == facts.Report(written=0, left=[])
    assert (PublicationEvent.objects.count(), Segment.objects.count()) == (before, 1)


def test_a_later_file_changes_what_nobody_touched(load):
    load()
    edit(chair="The chair as officers write it")
    load(**with_meeting(chair="Another spelling", place="Vienna"))
    assert (meeting().chair, meeting().place) == ("The chair as officers write it", "Vienna")
    load(**with_meeting(chair="A third spelling", place="Vienna"))
    assert meeting().chair == "The chair as officers write it"


def test_rows_below_a_meeting_are_merged_one_by_one(load):
    load()
    page = meeting()
    page.web_links = []
    added = Segment(title="Of officers", verified=True, sort_order=1)
    page.segments = [*page.segments.all(), added]
    page.save_and_publish(None, "approval")
    load(
        links=[LINK | {"url": "https://www.unodc.org/y"}],
        segments=[SEGMENT | {"title": "Segment 1"}, SEGMENT | {"key": "second", "title": "New"}],
    )
    assert [segment.title for segment in meeting().programme] == ["Segment 1", "Of officers", "New"]
    assert list(meeting().web_links.all()) == []


def test_what_officers_have_in_hand_waits(load):
    load()
    edit(publish=False, chair="Half written")
    report = load(**with_meeting(place="Vienna"))
    assert [line.partition(":")[0] for line in report.left] == ["round"]
    assert meeting().place == ""
    assert meeting().get_latest_revision_as_object().chair == "Half written"
    edit(chair="Written")
    assert load(**with_meeting(place="Vienna")).left == []
    assert (meeting().chair, meeting().place) == ("Written", "Vienna")


def test_a_draft_goes_public_once_it_is_certain_unless_officers_wrote_in_it(load):
    load(**with_meeting(certainty="C"))
    load(**with_meeting(certainty="B"))
    assert meeting().live


def test_words_of_officers_in_a_draft_are_not_published_by_a_file(load):
    load(**with_meeting(certainty="C"))
    edit(publish=False, chair="Nobody has confirmed this")
    load(**with_meeting(certainty="B"))
    assert not meeting().live
    assert meeting().get_latest_revision_as_object().certainty == "B"


def test_what_was_taken_away_or_withdrawn_stays_so(load):
    load()
    meeting().unpublish()
    assert load(**with_meeting(place="Vienna")).left == ["round: it was withdrawn"]
    assert not meeting().live
    meeting().delete()
    assert load(**with_meeting(place="Bonn")).left == ["round: officers took it away"]
    assert not MeetingPage.objects.exists()


def test_a_public_meeting_is_not_changed_by_what_is_less_certain(load):
    load()
    [line] = load(**with_meeting(certainty="C", place="Vienna")).left
    assert "less sure" in line
    assert (meeting().place, meeting().certainty) == ("", "A")


def test_an_address_that_is_taken_is_told(load):
    load()
    LoadedRow.objects.all().delete()
    MeetingPage.objects.update(import_key="")
    assert load().left == ["round: another meeting has its address"]


def test_bodies_and_totals_keep_what_officers_wrote(load):
    total = {"what": "states", "qualifier": "about", "number": 400, "reported": "2020-01-31"}
    total |= {"certainty": "A", "source": "a note"}
    load(reported_figures=[total])
    Body.objects.update(rhythm="Now and then")
    load(bodies=[BODY | {"rhythm": "Yearly", "founded_by": "9 (I)"}], reported_figures=[total])
    body = Body.objects.get()
    assert (body.rhythm, body.founded_by, body.verified) == ("Now and then", "9 (I)", True)
    ReportedFigure.objects.all().delete()
    load(reported_figures=[total | {"number": 500}])
    assert not ReportedFigure.objects.exists()


DOCUMENT = {"symbol": "E/2019/28-E/CN.7/2019/13", "title": "Report", "body": "cnd"}
DOCUMENT |= {"meeting": "round", "date": "", "summary": "", "certainty": "A", "source": "a note"}


def test_documents_come_in_by_their_symbols(load):
    load(documents=[DOCUMENT, DOCUMENT | {"symbol": "UNODC/HONLAF/30/3", "certainty": "C"}])
    page = DocumentPage.objects.get(slug="e-2019-28")
    assert (page.live, page.meeting, page.start_year) == (True, meeting(), 2019)
    assert [joint.symbol for joint in page.joint_symbols.all()] == ["E/CN.7/2019/13"]
    assert not DocumentPage.objects.get(symbol="UNODC/HONLAF/30/3").live
    assert load(documents=[DOCUMENT]).written == 0


def test_a_document_that_officers_entered_is_left_alone(load):
    own = record.document("E/CN.7/2019/13", "Entered by an officer", slug="report")
    report = load(documents=[DOCUMENT])
    assert "Another document has the symbol E/CN.7/2019/13." in report.left[0]
    assert [page.pk for page in DocumentPage.objects.all()] == [own.pk]
