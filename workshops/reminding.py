"""Reminders of next steps, to the focal points of the State and to nobody else.

Who takes a step is written in words, not as an address, so that nobody can be told by mistake. A
mail says that steps are due and where they are listed, and nothing of what they are.
"""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.languages import in_their_languages
from common.http import absolute_url
from mail import outbox
from practices import permissions
from taxonomy.models import MemberState

from . import answers
from .entry.seats import AGREED
from .models import Assessment, Reminded

AHEAD = timedelta(days=7)


def send_due(today: date | None = None) -> int:
    """How many mails were put into the outbox; of one step and date nobody is reminded twice."""
    latest = (today or timezone.localdate()) + AHEAD
    states = MemberState.objects.filter(workshops__room__assessments__isnull=False).distinct()
    return sum(_remind(state, latest) for state in states)


@transaction.atomic
def _remind(state: MemberState, latest: date) -> int:
    rows = Assessment.objects.filter(room__workshop__state=state, room__reminds=True)
    rows = rows.exclude(key=None).select_related("room__workshop__state", "key")
    due = [each for each in rows.select_for_update(of=["self"]) if _note(each, latest)]
    people = list(permissions.focal_points_of(state).exclude(email="")) if due else []
    for readers in in_their_languages(people):
        subject, body = _("Steps of your plan of action are due"), _words(state, due)
        outbox.put_all(outbox.draft(reader.email, subject, body) for reader in readers)
    return len(people)


def _note(assessment: Assessment, latest: date) -> bool:
    """Whether a step that was agreed is due of which nobody was reminded; it is noted."""
    reminded = Reminded.objects.filter(assessment=assessment).select_related("key").first()
    reminded = reminded or Reminded(assessment=assessment)
    known = reminded.data.get("steps", {})
    due = _due(assessment, latest)
    if due.items() <= known.items():
        return False
    reminded.seal({"steps": known | due})
    reminded.save()
    return True


def _due(assessment: Assessment, latest: date) -> dict[str, str]:
    sheet = answers.sheet_of(assessment, None)
    dates = {key: said.get("next_date", "") for key, said in sheet.items()}
    return {key: day for key, day in dates.items() if day and day <= latest.isoformat()}


def _words(state: MemberState, due: list[Assessment]) -> str:
    links = [reverse("workshop_results", args=[each.room.uid, each.pk, AGREED]) for each in due]
    body = _(
        "The date of next steps that %(state)s agreed on in a workshop has come within a week, or "
        "has passed. Which steps these are is shown on the portal alone, once you have signed "
        "in:\n\n%(links)s\n\nYou can turn these reminders off on the page of the workshop."
    )
    addresses = "\n".join(absolute_url(f"{link}#plan") for link in links)
    return body % {"state": state.name, "links": addresses}
