"""A review from submission to publication, run in a process of its own by test_mails.py.

Receivers are then connected as in production, not as the test process happened to import them.
"""

from django.contrib.auth import get_user_model

from practices.models import PracticePage
from tests import people
from tests.factories import PracticeFactory


def main() -> None:
    people.superuser()
    author, first, second = (
        get_user_model().objects.get(username=name)
        for name in ("focal-point", "officer", "second-officer")
    )
    page = people.submitted(PracticeFactory(publish=False, **people.FILLED), author)
    people.decide(page, first, "reject", "Say how many people.")
    changed = PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    changed.summary = "Forty people."
    people.submitted(changed, author)
    people.decide(page, first)
    people.decide(page, second)
