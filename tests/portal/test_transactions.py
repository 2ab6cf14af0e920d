"""A request that PostgreSQL ends for the sake of another is tried once more."""

from types import SimpleNamespace

import pytest
from django.contrib import messages
from django.contrib.auth.models import Group
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from psycopg import errors

from portal.transactions import WholeOrNothing

pytestmark = pytest.mark.django_db


class View:
    """Makes a group, says so, and is ended `times` times by the fault."""

    __module__ = "tests"

    def __init__(self, times, fault=errors.DeadlockDetected):
        self.times, self.fault, self.read = times, fault, []

    def __call__(self, request):
        self.read.append(request.FILES["file"].read())
        Group.objects.create(name=f"Attempt {len(self.read)}")
        messages.success(request, "Done.")
        if len(self.read) <= self.times:
            raise OperationalError from self.fault()
        return HttpResponse()


@pytest.fixture
def request_(rf):
    file = SimpleUploadedFile("a.txt", b"text")
    request = rf.post("/admin/groups/new/", {"file": file})
    request._messages = CookieStorage(request)
    return request


def run(view, request):
    request.resolver_match = SimpleNamespace(kwargs={}, view_name="", namespace="", func=view)
    return WholeOrNothing(None).process_view(request, view, (), {})


def test_a_deadlock_is_tried_once_more_with_nothing_left_of_the_first_attempt(request_):
    view = View(times=1)
    assert run(view, request_).status_code == 200
    assert view.read == [b"text", b"text"]
    assert [group.name for group in Group.objects.filter(name__startswith="Attempt")] == [
        "Attempt 2"
    ]
    assert len(request_._messages._queued_messages) == 1


@pytest.mark.parametrize(("times", "fault"), [(2, errors.DeadlockDetected), (1, errors.DiskFull)])
def test_a_second_deadlock_or_another_fault_is_none_of_its_business(request_, times, fault):
    view = View(times, fault)
    with pytest.raises(OperationalError):
        run(view, request_)
    assert len(view.read) == times
    assert not Group.objects.filter(name__startswith="Attempt").exists()
