"""Dismissal of a focal point by an officer: asked first, then told to the person by mail."""

from collections.abc import Iterator

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import WorkflowState

from accounts.languages import language_of
from accounts.roles import officers_only
from approvals import mails
from audit import trail
from common import asking
from common.lazy_text import lazily
from common.lists import listed
from mail import outbox
from practices.models import ContributionPage, FocalPoint


@officers_only
def dismiss(request, focal_point_id) -> HttpResponse:
    """The person no longer speaks for the State, from now on."""
    rows = FocalPoint.objects.select_related("user", "state")
    focal_point = rows.filter(pk=focal_point_id).first()
    if focal_point is None:  # a second tab, or a button pressed twice
        messages.warning(request, _("This person is no longer a focal point; nothing was changed."))
        return redirect("invite_focal_point")
    names = {"person": trail.name_of(focal_point.user), "state": focal_point.state.name}
    if not asking.is_confirmed(request):
        question = _("Dismiss %(person)s as focal point of %(state)s?") % names
        back = reverse("invite_focal_point")
        return asking.ask(request, question, _consequences(focal_point), _("Dismiss"), back)
    end(focal_point, request.user)
    messages.success(request, _("%(person)s is no longer a focal point of %(state)s.") % names)
    return redirect("invite_focal_point")


@transaction.atomic
def end(focal_point, officer) -> None:
    """Take the role away, enter it in the trail, and tell the person."""
    person, state = focal_point.user, focal_point.state
    before = {"person": trail.name_of(person), "state": focal_point.state.code}
    trail.record("focal point dismissed", None, officer, before=before)
    with translation.override(language_of(person)):
        if person.is_active and person.email:
            subject = _("You are no longer a focal point of %s") % state.name
            outbox.put(person.email, subject, _letter(focal_point))
    focal_point.delete()
    _tell_others(before["person"], state, officer)


def _tell_others(name, state, officer) -> None:
    """The State and the colleagues learn at once that one officer has done this."""
    values = {
        "person": name,
        "state": lazily(lambda: state.name),
        "officer": trail.name_of(officer),
    }
    subject = lazily(lambda: _("No longer a focal point of %(state)s: %(person)s") % values)
    text = gettext_lazy(
        "%(officer)s, officer of the Secretariat, has ended the role of %(person)s."
    )
    mails.tell(state, subject, lazily(lambda: text % values))


def _letter(focal_point) -> str:
    text = _(
        "The Secretariat has ended your role as focal point of %(state)s on the Good Practice "
        "Portal, on %(day)s. You can no longer see, write or clear texts of %(state)s there. "
        "What you have written stays with the State."
    )
    values = {"state": focal_point.state.name, "day": date_format(timezone.now(), "DATE_FORMAT")}
    parts = [text % values]
    if others := _other_states(focal_point):
        parts.append(_("You remain a focal point of %s.") % listed(others))
    parts.append(_("If you think that this is a mistake, please write to the Secretariat."))
    return "\n\n".join(parts) + "\n"


def _other_states(focal_point) -> list[str]:
    others = focal_point.user.focal_points.exclude(pk=focal_point.pk).select_related("state")
    return [other.state.name for other in others]


def _consequences(focal_point) -> Iterator:
    """As sentences; those first that an officer may not expect."""
    state = focal_point.state
    if not _has_other_focal_point(focal_point):
        yield (
            _(
                "%s then has no focal point: nobody can answer the Secretariat, clear a text or "
                "withdraw one. Invite someone else first."
            )
            % state.name
        )
    if number := _under_review(state):
        yield ngettext(
            "%(number)d text of %(state)s under review stays there.",
            "%(number)d texts of %(state)s under review stay there.",
            number,
        ) % {"number": number, "state": state.name}
    yield _("The person is signed out, and can no longer see, write or clear texts of %s.") % (
        state.name
    )
    yield _("Drafts, public texts and clearances given so far stay as they are.")
    if others := _other_states(focal_point):
        yield _("The person remains a focal point of %s.") % listed(others)
    yield _("The person is informed by email. To undo it, you invite the person again.")


def _has_other_focal_point(focal_point) -> bool:
    others = FocalPoint.objects.filter(state=focal_point.state, user__is_active=True)
    return others.exclude(pk=focal_point.pk).exists()


def _under_review(state) -> int:
    pages = ContributionPage.objects.filter(state=state).values_list("pk", flat=True)
    states = WorkflowState.objects.active().filter(object_id__in=[str(pk) for pk in pages])
    return states.filter(content_type__app_label="practices").count()
