"""Corrections and withdrawals of statements that States ask for: rules, trail and mails."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from approvals import mails
from audit import trail
from common.http import absolute_url
from common.lazy_text import lazily
from practices.models import PublicationEvent

from .models import InterventionPage, StatementRequest


class RequestError(PermissionDenied):
    """Why it cannot be asked or decided, in a sentence."""


def statements_of(user: AbstractBaseUser) -> QuerySet[InterventionPage]:
    """What is public under the name of the States for which a person speaks."""
    own = InterventionPage.objects.published().filter(state__focal_points__user_id=user.pk)
    return own.select_related("state", "meeting").order_by("-date", "title")


def requests_of(user: AbstractBaseUser) -> QuerySet[StatementRequest]:
    return StatementRequest.objects.filter(state__focal_points__user_id=user.pk)


@transaction.atomic
def ask(page: InterventionPage, kind: str, reason: str, user: AbstractBaseUser) -> StatementRequest:
    """Two at once go in turn; the second one reads that the first has been asked."""
    InterventionPage.objects.select_for_update().filter(pk=page.pk).first()
    if page.requests.open().exists():
        raise RequestError(_("Your State has asked about this statement already. It is open."))
    request = StatementRequest.objects.create(
        page=page, title=page.title, state=page.state, kind=kind, reason=reason, asked_by=user
    )
    _record("asked", request, user)
    _tell(
        request,
        lazily(lambda: _("%(kind)s asked: %(title)s") % _words(request)),
        lazily(
            lambda: (
                _("%(state)s asks about the statement “%(title)s”: %(kind)s.\n\nReason: %(reason)s")
                % _words(request)
            )
        ),
        gettext_lazy("An officer answers it here:"),
        user,
    )
    return request


@transaction.atomic
def decide(
    request: StatementRequest, outcome: str, answer: str, user: AbstractBaseUser | None
) -> None:
    """Once; `user` is None where nobody is known to have withdrawn the statement."""
    request = StatementRequest.objects.select_for_update().get(pk=request.pk)
    if not request.is_open:
        raise RequestError(_("This has been answered already."))
    if outcome == StatementRequest.Outcome.DONE and _is_still_public(request):
        raise RequestError(_("The statement is still public. Propose its withdrawal first."))
    request.outcome, request.answer = outcome, answer
    request.decided_by, request.decided_at = user, timezone.now()
    request.save()
    _record(request.outcome, request, user)
    _tell(
        request,
        lazily(lambda: _("%(outcome)s: %(kind)s of “%(title)s”") % _words(request)),
        lazily(
            lambda: (
                _("What %(state)s asked for (%(kind)s of “%(title)s”): %(outcome)s.\n\n%(answer)s")
                % _words(request)
            )
        ),
        "",
        None,
    )


def close_with_withdrawal(events: Iterable[PublicationEvent], user=None, **kwargs: object) -> None:
    """Receiver: what was asked for is done once the statement is public no more."""
    kind = PublicationEvent.Kind.WITHDRAWN
    ids = [event.page_id for event in events if event.kind == kind]
    waiting = StatementRequest.objects.open().filter(page__in=ids) if ids else ()
    for request in waiting:
        if request.kind == StatementRequest.Kind.WITHDRAWAL:
            decide(request, StatementRequest.Outcome.DONE, "", user)


def _is_still_public(request: StatementRequest) -> bool:
    is_withdrawal = request.kind == StatementRequest.Kind.WITHDRAWAL
    return bool(is_withdrawal and request.page and request.page.live)


def _words(request: StatementRequest) -> dict[str, str]:
    return {
        "kind": request.get_kind_display(),
        "title": request.title,
        "state": request.state.name,
        "reason": request.reason,
        "outcome": request.get_outcome_display(),
        "answer": request.answer,
    }


def _record(step: str, request: StatementRequest, user: AbstractBaseUser | None) -> None:
    facts = {"request": request.pk, "kind": request.kind, "state": request.state.code}
    facts |= {"reason": request.reason, "answer": request.answer}
    trail.record(f"{request.kind} of a statement {step}", request.page, user, after=facts)


def _tell(request: StatementRequest, subject, body, for_officers, but) -> None:
    def closing() -> str:
        address = reverse("statement_request", args=[request.pk])
        return f"{for_officers}\n{absolute_url(address)}".strip()

    mails.tell(request.state, subject, body, lazily(closing), but)
