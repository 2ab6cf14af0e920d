"""What Wagtail's views stumble over is answered with a page in plain words; our own faults stay."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from portal import bad_input
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superusers_act")]


@pytest.fixture
def inside():
    client = Client(raise_request_exception=False)
    client.force_login(people.superuser())
    return client


def test_a_chapter_in_use_is_not_deleted_and_the_officer_is_told_why(inside):
    chapter = Chapter.objects.get(number=1)
    PracticeFactory(terms={"chapters": [chapter]})
    delete = reverse("wagtailsnippets_taxonomy_chapter:delete", args=[chapter.pk])
    answer = inside.post(delete)
    assert answer.status_code == 409
    assert "still in use" in answer.content.decode()
    assert Chapter.objects.filter(pk=chapter.pk).exists()


@pytest.mark.fault(40)
def test_a_damaged_address_is_answered_in_plain_words(inside):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = inside.get(address, {"id": "²"})
    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()


@pytest.mark.parametrize("number", ["two", "²", "9" * 400])
def test_no_such_officer_is_no_fault(inside, number):
    page = PracticeFactory()
    inside.force_login(people.officer())
    answer = inside.post(reverse("secretariat_assign", args=[page.pk]), {"reviewer": number})
    assert answer.status_code == 404


def test_what_postgresql_cannot_even_compare_finds_nothing(inside):
    address = reverse("secretariat_queue_export", args=["csv"])
    assert inside.get(address, {"state": "a\0b"}).status_code == 200


def test_a_list_has_no_page_of_that_name(inside):
    workflow = Workflow.objects.first()
    answer = inside.get(reverse("wagtailadmin_workflows:edit", args=[workflow.pk]), {"p": "two"})
    assert answer.status_code == 400


def test_a_fault_of_our_own_stays_one(rf):
    request = rf.get("/admin/")
    request.resolver_match = type("Match", (), {"func": test_a_fault_of_our_own_stays_one})
    assert bad_input.answer(request, ValueError("ours")) is None
