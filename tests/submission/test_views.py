"""The guided form: from the first word to the State's clearance, losing nothing on the way."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from accounts.languages import keep_language
from home.management.commands.load_demo import load_fictional_list
from mail.models import Message
from practices import form_steps, merging
from practices.models import PledgePage, PracticePage, StrategyPage
from review.models import Clearance
from submission.forms import form_class
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory, StrategyFactory, fresh, state_page
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _page(django_db_setup, django_db_blocker):
    yield from shared(lambda: PracticeFactory(publish=False, title="Needles"), django_db_blocker)


@pytest.fixture
def page(_page, db):
    return fresh(_page)


def at(name, page, *args):
    return reverse(f"submission_{name}", args=[page.pk, *args])


def newest(page):
    return PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()


ABOUT = {"title": "Needles", "language": "en", "summary": "Three short words."}


def test_everyone_else_is_asked_to_sign_in(client, page):
    for address in (reverse("submissions"), reverse("submission_start"), at("overview", page)):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/?next=/submit/")


def test_a_visitor_without_a_state_is_told_so(client):
    client.force_login(people.user("nobody-"))
    assert client.get(reverse("submissions")).status_code == 403


@pytest.mark.parametrize(
    ("kind", "model"),
    [("practice", PracticePage), ("strategy", StrategyPage), ("pledge", PledgePage)],
)
def test_beginning_makes_a_draft_below_the_state(client, person, kind, model):
    data = {"place": state_page("ke").pk, "type": kind, "title": "New one"}
    response = client.post(reverse("submission_start"), data)
    page = model.objects.get(title="New one")
    assert response["Location"] == at("step", page, "basics")
    assert (page.live, page.state.code, page.owner) == (False, "ke", person)


def test_nobody_begins_below_another_state(client, person):
    data = {"place": state_page("fr").pk, "type": "practice", "title": "New one"}
    response = client.post(reverse("submission_start"), data)
    assert response.status_code == 200
    assert "New one" in response.content.decode()
    assert not PracticePage.objects.filter(title="New one").exists()


@pytest.mark.parametrize("factory", [PracticeFactory, StrategyFactory])
def test_every_step_opens(client, person, factory):
    page = factory(publish=False)
    for step in ("basics", "done", "topics", "material", "contact", "check"):
        assert client.get(at("step", page, step)).status_code == 200, step
    assert client.get(at("step", page, "nonsense")).status_code == 404


def test_a_step_is_saved_and_leads_to_the_next(client, person, page):
    response = client.post(at("step", page, "basics"), ABOUT)
    assert response["Location"] == at("step", page, "done")
    client.post(at("step", page, "done"), {"description": "First.\n\n- one\n- two"})
    assert newest(page).summary == "Three short words."
    assert newest(page).description == "<p>First.</p><ul><li>one</li><li>two</li></ul>"


def test_a_fault_loses_nothing_typed(client, person, page):
    data = ABOUT | {"start_year": "2020", "end_year": "MMXX", "summary": "Kept."}
    response = client.post(at("step", page, "basics"), data)
    body = response.content.decode()
    assert (response.status_code, "MMXX" in body) == (200, True)
    assert newest(page).summary == "Kept."
    assert newest(page).start_year == 2020


def test_topics_are_chosen_with_their_explanations(client, person, page):
    chapter = Chapter.objects.exclude(explanation_en="").first()
    assert escape(chapter.explanation_en) in client.get(at("step", page, "topics")).content.decode()
    client.post(at("step", page, "topics"), {"chapters": [chapter.pk]})
    assert list(newest(page).chapters.all()) == [chapter]
    client.post(at("step", page, "topics"), {})
    assert list(newest(page).chapters.all()) == []


@pytest.fixture
def unlabelled(page):
    """A chapter that has no label in Arabic, and that the contribution belongs to."""
    chapter = Chapter.objects.get(number=1)
    chapter.label_ar = ""
    chapter.save()
    page.chapters.add(chapter, Chapter.objects.get(number=2))
    page.save_revision()
    return chapter


def test_english_for_a_missing_label_is_marked(client, person, page, unlabelled):
    keep_language(person, "ar")
    label = Chapter.objects.get(number=2).label_ar
    for address in (at("check", page), at("step", page, "topics")):
        found = BeautifulSoup(client.get(address, follow=True).content, "html.parser")
        labels = found.select("main bdi")
        english = [tag for tag in labels if tag.get_text() == unlabelled.label_en]
        arabic = [tag for tag in labels if tag.get_text() == label]
        assert len(english) == len(arabic) == 1, address
        assert (english[0].get("lang"), english[0].get("dir")) == ("en", "ltr"), address
        assert not arabic[0].has_attr("lang"), address


def test_unofficial_labels_are_marked_once_where_they_are_shown(client, person, page):
    def notes(address):
        html = BeautifulSoup(client.get(address, follow=True).content, "html.parser")
        return len(html.select("[data-headings-note]"))

    places = [at("check", page), *(at("step", page, step) for step in ("topics", "basics"))]
    assert [notes(place) for place in places] == [0, 0, 0]
    keep_language(person, "ar")
    assert [notes(place) for place in places] == [1, 1, 0]


def test_numbers_of_recommendations_are_not_turned_round(client, person, page):
    load_fictional_list()
    keep_language(person, "ar")
    answer = client.get(at("step", page, "topics"), follow=True)
    html = BeautifulSoup(answer.content, "html.parser")
    labels = [tag.get_text() for tag in html.select("main bdi")]
    assert any(label.startswith("\u20661.a\u2069 ") for label in labels)


def test_links_of_a_formatted_text_stay_while_the_words_stay(client, person):
    html = '<p>See <a href="https://example.org">the <b>study</b></a>.</p>'
    page = PracticeFactory(publish=False, description=html)
    body = client.get(at("step", page, "done")).content.decode()
    assert "See the study." in body
    assert "links, headings or bold type" in body
    client.post(at("step", page, "done"), {"description": "See the study.", "objectives": "x"})
    assert newest(page).description == html
    client.post(at("step", page, "done"), {"description": "See that study."})
    assert newest(page).description == "<p>See that study.</p>"


def test_autosave_says_when_and_counts_words(client, person, page):
    base = client.get(at("step", page, "basics")).context["base"]
    response = client.post(at("autosave", page, "basics"), ABOUT | {"base": base})
    body = response.content.decode()
    assert "Saved at" in body
    assert "<span data-count>3</span>" in body
    assert newest(page).summary == "Three short words."


def test_autosave_keeps_what_is_valid_and_names_the_rest(client, person, page):
    data = ABOUT | {"summary": "Kept.", "end_year": "soon"}
    body = client.post(at("autosave", page, "basics"), data).content.decode()
    assert "Saved at" in body
    assert "Last year" in body
    assert newest(page).summary == "Kept."


def test_a_run_of_saves_is_one_version(client, person, page):
    for number in range(3):
        client.post(at("autosave", page, "basics"), ABOUT | {"summary": f"Version {number}"})
    assert page.revisions.filter(user=person).count() == 1


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(client, person, page):
    base = client.get(at("step", page, "basics")).context["base"]
    theirs = newest(page)
    theirs.summary = "From a colleague."
    theirs.save_revision(user=people.focal_point("ke"))
    mine = ABOUT | {"summary": "Mine.", "base": base}
    saved = client.post(at("autosave", page, "basics"), mine).content.decode()
    response = client.post(at("step", page, "basics"), mine)
    assert 'data-state="conflict"' in saved
    assert "From a colleague." in saved
    body = response.content.decode()
    assert "Mine." in body
    assert "From a colleague." in body
    assert newest(page).summary == "From a colleague."
    seen = response.context["save"].conflicts["summary"].digest
    client.post(at("step", page, "basics"), mine | {"keep-summary": seen})
    assert newest(page).summary == "Mine."
    assert "From a colleague." in [kept.content["summary"] for kept in page.revisions.all()]


def test_of_two_versions_the_other_can_be_chosen(client, person, page):
    base = client.get(at("step", page, "basics")).context["base"]
    client.post(at("step", page, "basics"), ABOUT | {"summary": "Another tab.", "base": base})
    mine = ABOUT | {"summary": "Mine.", "base": base, "keep-summary": "theirs"}
    assert client.post(at("step", page, "basics"), mine).status_code == 302
    assert newest(page).summary == "Another tab."


def test_a_version_that_nobody_has_seen_is_not_overwritten_by_a_choice(client, person, page):
    base = client.get(at("step", page, "basics")).context["base"]
    client.post(at("step", page, "basics"), ABOUT | {"summary": "Second.", "base": base})
    mine = ABOUT | {"summary": "Mine.", "base": base}
    seen = client.post(at("step", page, "basics"), mine).context["save"].conflicts["summary"]
    newer = client.get(at("step", page, "basics")).context["base"]
    client.post(at("step", page, "basics"), ABOUT | {"summary": "Third.", "base": newer})
    client.post(at("step", page, "basics"), mine | {"keep-summary": seen.digest})
    assert newest(page).summary == "Third."


def test_an_older_copy_changes_nothing_that_it_did_not_touch(client, person):
    page = filled()
    old = client.get(at("step", page, "topics")).context["base"]
    two = [chapter.pk for chapter in Chapter.objects.all()[:2]]
    client.post(at("step", page, "topics"), {"chapters": two, "base": old})
    client.post(at("step", page, "topics"), {"chapters": two[:1], "base": old})
    assert newest(page).chapters.count() == 2


def test_what_is_stored_in_another_way_than_typed_is_no_conflict(client, person, page):
    base = client.get(at("step", page, "done")).context["base"]
    for words in ("One\nline.  \n\n\n\n-two", "One\nline.  \n\n\n\n-two and three"):
        sent = {"description": words, "base": base}
        response = client.post(at("autosave", page, "done"), sent)
        assert 'data-state="saved"' in response.content.decode()
        assert "Changed elsewhere in the meantime" not in response.content.decode()
        base = response.context["save"].base
    assert "three" in newest(page).description


@pytest.mark.parametrize("step", ["basics", "done", "results", "topics", "contact"])
def test_a_step_sent_back_untouched_makes_no_version(client, person, step):
    page = filled(
        summary="One.\n\nTwo.",
        results="<p>See <a href='https://example.org'>it</a>.</p>",
        embargo_until=timezone.now(),
        start_year=2020,
        evaluation_available=True,
    )
    before = page.revisions.count()
    form = client.get(at("step", page, step)).context["form"]
    base = merging.write_base(merging.base_of(form))
    sent = {bound.name: merging.stored_values(bound) for bound in form}
    sent = {k: [v.replace("\n", "\r\n") for v in values] for k, values in sent.items()}
    assert client.post(at("step", page, step), sent | {"base": base}).status_code == 302
    assert page.revisions.count() == before


def test_what_is_typed_under_review_is_shown_again_and_not_saved(client, person):
    page = people.submitted(filled(), person)
    body = client.post(at("step", page, "basics"), ABOUT | {"summary": "Late."}).content.decode()
    assert "Late." in body
    assert "Take it back" in body


def filled(**options):
    options = people.FILLED | {"publish": False} | options
    return PracticeFactory(terms={"chapters": [Chapter.objects.first()]}, **options)


def test_what_is_empty_is_named_before_clearance(client, person, page):
    body = client.get(at("check", page)).content.decode()
    assert "Still to be answered" in body
    assert f"{at('step', page, 'basics')}?return=check#id_summary" in body
    client.post(at("check", page), {"cleared": "yes", "text": _text_of(client, page)})
    assert not Clearance.objects.exists()


def _text_of(client, page):
    return client.get(at("check", page)).context["text"]


def test_clearing_submits(client, person):
    page = filled()
    client.post(at("check", page), {"cleared": "yes", "text": _text_of(client, page)})
    assert Clearance.objects.get().cleared_by == person
    assert fresh(page).current_workflow_task.name == "Completeness check"
    assert "With the Secretariat" in client.get(reverse("submissions")).content.decode()


def test_clearing_needs_the_sentence(client, person):
    page = filled()
    response = client.post(at("check", page), {"text": _text_of(client, page)})
    assert "Tick the sentence" in response.content.decode()
    assert not Clearance.objects.exists()


def test_only_the_text_that_was_read_is_cleared(client, person):
    page = filled()
    text = _text_of(client, page)
    other = newest(page)
    other.summary = "Changed behind the back."
    other.save_revision(user=people.focal_point("ke"))
    response = client.post(at("check", page), {"cleared": "yes", "text": text})
    assert "read it again" in response.content.decode()
    assert not Clearance.objects.exists()


def test_under_review_the_text_is_locked_until_taken_back(client, person):
    page = people.submitted(filled(), person)
    before = newest(page).summary
    client.post(at("step", page, "basics"), ABOUT | {"summary": "Late change."})
    saved = client.post(at("autosave", page, "basics"), ABOUT | {"summary": "Late change."})
    assert "Not saved" in saved.content.decode()
    assert newest(page).summary == before
    client.post(at("take_back", page))
    client.post(at("step", page, "basics"), ABOUT | {"summary": "In time."})
    assert newest(page).summary == "In time."


def test_what_was_asked_stands_where_it_is_needed(client, person):
    page = people.submitted(filled(), person)
    people.decide(page, people.officer(), "reject", "Say how many people.")
    for address in (reverse("submissions"), at("overview", page), at("step", page, "basics")):
        assert "Say how many people." in client.get(address).content.decode()


def test_a_changed_text_is_cleared_again_while_under_review(client, person):
    page = people.submitted(filled(), person)
    changed = newest(page)
    changed.summary = "Improved."
    changed.save_revision(user=people.officer())
    assert "clear it again" in client.get(reverse("submissions")).content.decode()
    client.post(at("check", page), {"cleared": "yes", "text": _text_of(client, page)})
    assert Clearance.objects.holds_for(PracticePage.objects.get(pk=page.pk))


def test_the_preview_shows_the_newest_text(client, person, page):
    client.post(at("step", page, "basics"), ABOUT | {"summary": "Not public yet."})
    body = client.get(at("preview", page)).content.decode()
    assert "Not public yet." in body
    assert "It is not public." in body


def test_withdrawal_takes_the_page_out_of_view(client, person):
    page = PracticeFactory()
    client.post(at("withdraw", page))
    assert client.get(page.url).status_code == 410
    assert "Withdrawn" in client.get(reverse("submissions")).content.decode()


def test_a_draft_can_go_and_a_public_page_cannot(client, person, page):
    public = PracticeFactory()
    for each in (page, public):
        client.post(at("delete", each))
    assert list(PracticePage.objects.all()) == [public]


def test_the_difference_from_what_is_public_is_named(client, person):
    page = PracticeFactory(summary="Old.")
    client.post(at("step", page, "basics"), ABOUT | {"title": page.title, "summary": "New."})
    body = client.get(at("check", page)).content.decode()
    assert '<dt class="changes__field">Summary</dt>' in body
    assert body.count('<dt class="changes__field">') == 1
    assert PracticePage.objects.get(pk=page.pk).summary == "Old."


def test_the_people_of_the_state_are_told_and_no_others(client, person):
    stranger = people.focal_point("fr")
    people.submitted(filled(), person)
    told = set(Message.objects.values_list("to", flat=True))
    assert person.email in told
    assert stranger.email not in told


def test_too_long_a_text_is_refused_with_its_length_and_stays_on_the_page(client, person, page):
    text = "word " * 412
    response = client.post(at("step", page, "basics"), ABOUT | {"summary": text})
    body = response.content.decode()
    assert "Summary must be 300 words or fewer. It has 412" in body
    assert '<a href="#id_summary">' in body
    assert "<title>Error:" in body
    assert text.strip() in body
    assert newest(page).summary == ""


def test_a_text_without_spaces_has_a_limit_as_well(client, person, page):
    response = client.post(at("step", page, "done"), {"description": "x" * 600_000})
    assert "must be 60,000 characters or fewer. It has 600,000" in response.content.decode()
    assert newest(page).description == ""


def test_what_is_required_is_asked_for_before_going_on_and_saved_for_later(client, person, page):
    data = {"title": "Needles", "language": "en", "institution": "Ministry", "summary": ""}
    body = client.post(at("step", page, "basics"), data).content.decode()
    assert "Enter a summary" in body
    assert newest(page).institution == "Ministry"
    response = client.post(at("step", page, "basics"), data | {"later": "1"})
    assert response["Location"] == at("overview", page)


def test_nothing_is_chosen_beforehand(client, person):
    start = reverse("submission_start")
    assert " checked" not in client.get(start).content.decode()
    data = {"place": state_page("ke").pk, "title": "Law"}
    refused = client.post(start, data).content.decode()
    assert "Select what you would like to share" in refused
    client.post(start, data | {"type": "strategy"})
    strategy = StrategyPage.objects.get(title="Law")
    assert " checked" not in client.get(at("step", strategy, "basics")).content.decode()
    missing = client.get(at("check", strategy)).context["missing_rows"]
    assert "Kind" in [row.label for row in missing]


def test_a_change_link_leads_back_to_the_check_page(client, person):
    page = filled()
    address = at("step", page, "done") + "?return=check"
    assert address in client.get(at("check", page)).content.decode()
    response = client.post(address, {"description": "Changed."})
    assert response["Location"] == at("step", page, "check")
    assert "Changed." in client.get(at("check", page)).content.decode()


def test_an_embargo_is_shown_with_its_time_zone_before_clearing(client, person):
    page = filled(embargo_until=datetime(2031, 1, 31, 9, 30, tzinfo=UTC))
    for name in ("check", "preview", "overview"):
        shown = client.get(at(name, page)).content.decode()
        assert "31 January 2031, 09:30 UTC" in shown, name


def test_a_submission_has_a_number_that_everybody_reads(client, person):
    page, officer = filled(), people.officer()
    data = {"cleared": "yes", "text": _text_of(client, page)}
    response = client.post(at("check", page), data, follow=True)
    assert response.redirect_chain[-1][0] == at("submitted", page)
    assert page.reference in response.content.decode()
    assert "Target: by" in response.content.decode()
    for address in (reverse("submissions"), at("overview", page)):
        assert page.reference in client.get(address).content.decode()
    assert page.reference in Message.objects.filter(to=person.email).last().body
    client.force_login(officer)
    assert page.reference in client.get(reverse("secretariat_queue")).content.decode()


@pytest.mark.parametrize("factory", [PracticeFactory, StrategyFactory])
def test_a_hint_stands_under_every_question(factory):
    page = factory(publish=False)
    for step in form_steps.steps_of(type(page)):
        for field in form_class(page, step)(instance=page):
            assert field.help_text, field.name


@pytest.mark.parametrize("name", ["withdraw", "take_back", "delete"])
def test_what_cannot_be_undone_is_asked_first(client, person, name):
    page = {
        "withdraw": PracticeFactory,
        "take_back": lambda: people.submitted(filled(), person),
        "delete": lambda: PracticeFactory(publish=False),
    }[name]()
    assert '<ul class="consequences"><li>' in client.get(at(name, page)).content.decode()
    now = fresh(page)
    assert now.live == page.live
    assert bool(now.current_workflow_state) == (name == "take_back")


def test_the_steps_say_how_far_they_are(client, person, page):
    def codes():
        progress = client.get(at("overview", page)).context["progress"]
        return {item.step.slug: item.code for item in progress}

    assert codes() == {
        "basics": "new",
        "done": "new",
        "results": "optional",
        "topics": "new",
        "material": "optional",
        "contact": "new",
        "check": "blocked",
    }
    client.post(at("step", page, "basics"), ABOUT)
    assert codes()["basics"] == "completed"


def test_the_check_page_shows_words_and_no_markup(client, person, page):
    page.title = "Needles <b> & nurses"
    page.summary, page.description = "One.\nTwo.", "<p>We <b>did</b> it.</p>"
    page.save_revision()
    body = client.get(at("check", page)).content.decode()
    assert "<p>Needles &lt;b&gt; &amp; nurses</p>" in body
    assert "<p>One.<br>Two.</p>" in body
    assert "&lt;p&gt;" not in body


FRENCH = "Des équipes mobiles visitent six marchés par semaine et reçoivent neuf cents personnes."


def test_a_text_in_another_language_than_was_chosen_is_asked_about(client):
    person = people.focal_point("ke")
    page = PracticeFactory(publish=False, summary=FRENCH, owner=person)
    client.force_login(person)
    for step in ("basics", "check", "material"):
        answer = client.get(f"/submit/{page.pk}/{step}/").content.decode()
        assert "seems to be in another: French" in answer, step
    page.language = "fr"
    page.save_revision(user=person)
    assert "seems to be in another" not in client.get(f"/submit/{page.pk}/basics/").content.decode()


def test_a_new_text_is_in_the_language_of_the_form(client):
    client.force_login(people.focal_point("ke"))
    sent = {"type": "practice", "place": state_page("ke").pk, "title": "Prévention"}
    answer = client.post("/fr/submit/new/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert PracticePage.objects.get(title="Prévention").language == "fr"
