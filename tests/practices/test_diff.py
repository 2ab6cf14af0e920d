"""What an update would change: old and new words, for the reviewer and for the State."""

import re

import pytest
from django.urls import reverse

from practices.models import Citation, Link
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def plain(html):
    return " ".join(re.sub("<[^>]+>", "", html).split())


def updated(**values):
    page = PracticeFactory(
        state="ke",
        title="Old title",
        summary="We gave needles.",
        contact_name="Person",
        contact_email="person@example.org",
    )
    author = people.focal_point("ke")
    newest = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(newest, name, value)
    newest.save_revision(user=author, clean=False)
    page.refresh_from_db()
    return page, author


def shown(client, page):
    """To an officer, once the State has submitted it."""
    newest = page.get_latest_revision_as_object()
    people.submitted(newest, people.focal_point("ke"))
    client.force_login(people.officer())
    return client.get(reverse("secretariat_changes", args=[page.pk])).content.decode()


def test_words_that_go_and_words_that_come(client):
    page, _author = updated(summary="We gave clean needles.", description="<p>New.</p>")
    html = shown(client, page)
    assert re.search(r"<ins [^>]*>.*?added: </span>\s*clean\s*</ins>", html)
    assert "<del" not in html
    assert plain(html).count("What was done") == 1
    assert "Title" not in plain(html[html.index('class="changes"') :])


def test_terms_dates_numbers_and_rows(client):
    page, _author = updated(
        chapters=[Chapter.objects.get(number=1)],
        start_year=2020,
        evaluation_available=True,
        links=[Link(title="More", url="https://example.org/")],
        citations=[Citation(kind="question", place="41", year=2021)],
    )
    text = plain(shown(client, page))
    assert "added: 2020" in text
    assert "removed: no added: yes" in text
    assert f"added: {Chapter.objects.get(number=1)}" in text
    assert "Added: Title: More" in text
    assert "Paragraph or question: 41" in text
    assert "None" not in text[text.index("Changes against") :]


def test_typed_markup_stays_text(client):
    attack = '</span><script>alert(1)</script><span class="addition">x'
    page, _author = updated(summary=attack)
    html = shown(client, page)
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;" in html


def test_the_state_sees_it_before_clearing(client):
    page, author = updated(summary="We gave clean needles.")
    client.force_login(author)
    for name in ("submission_overview", "submission_check"):
        html = client.get(reverse(name, args=[page.pk])).content.decode()
        assert re.search(r"<ins [^>]*>.*?clean", html)


def test_a_first_text_has_nothing_to_compare_with(client):
    page = PracticeFactory(publish=False, **people.FILLED)
    assert "its whole text is new" in shown(client, page)


def test_the_editor_leads_there_and_the_queue_to_the_review(client):
    page, author = updated(chapters=[Chapter.objects.get(number=1)])
    people.submitted(page.get_latest_revision_as_object(), author)
    address = reverse("secretariat_changes", args=[page.pk])
    client.force_login(people.officer())
    queue = client.get(reverse("secretariat_queue")).content.decode()
    assert reverse("review", args=[page.pk]) in queue
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert address in client.get(edit).content.decode()
