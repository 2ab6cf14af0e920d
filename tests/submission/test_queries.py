"""How often the pages of the guided form ask the database."""

import pytest
from django.urls import reverse
from django.utils import timezone

from home import menu
from review.models import Confirmation
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory, StrategyFactory, document_of
from tests.queries import at_most

pytestmark = pytest.mark.django_db


def draft(**fields):
    terms = {"chapters": [Chapter.objects.first()]}
    return PracticeFactory(publish=False, terms=terms, **people.FILLED | fields)


def one_of_each(person):
    """Submissions in every state that the list tells apart."""
    draft()
    StrategyFactory(publish=False)
    Confirmation.objects.create(page=PracticeFactory(), at=timezone.now(), by="somebody")
    review = draft()
    review.annexes.create(title="Annex", document=document_of("ke"))
    people.submitted(review, person)
    for action in ("reject", "decline"):
        people.decide(people.submitted(draft(), person), people.officer(), action, "More.")
    voided = people.submitted(draft(), person)
    voided.summary = "Another."
    voided.save_revision(user=people.officer())


@pytest.mark.slow
def test_the_list_asks_as_often_for_many_submissions_as_for_few(client, person):
    numbers, codes = [], set()
    for _more in range(2):
        one_of_each(person)
        menu.forget()  # kept for five seconds, which may end between the two requests
        client.get(reverse("submissions"))  # fills the caches
        with at_most(15) as captured:
            rows = client.get(reverse("submissions")).context["rows"]
        codes |= {row["status"].code for row in rows}
        numbers.append(len(captured))
    assert codes == {"draft", "published", "review", "changes", "declined", "voided"}
    assert numbers[0] == numbers[1]


@pytest.mark.usefixtures("indexes_at_once")
def test_an_autosave_asks_little(client, person):
    """The second one of a run, which writes over the version of the first."""
    page = draft(institution="Ministry")
    shown = client.get(reverse("submission_step", args=[page.pk, "basics"])).context
    sent = {bound.name: bound.value() or "" for bound in shown["form"]}
    sent |= {"base": shown["base"], "writer": shown["writer"]}
    address = reverse("submission_autosave", args=[page.pk, "basics"])
    first = client.post(address, sent | {"institution": "Ministry of Health"})
    sent |= {"base": first.context["save"].base, "institution": "Ministry of Health, Kenya"}
    with at_most(20, bounds=8):
        answer = client.post(address, sent)
    assert 'data-state="saved"' in answer.content.decode()
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().institution == "Ministry of Health, Kenya"
    assert page.institution == "Ministry"
