"""Answers to calls: what a person begins from a call, and which States have answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest

from common.collation import in_order
from practices import permissions
from practices.models import ContributionPage
from submission import drafts
from taxonomy.models import MemberState

from .models import CallAnswer, CallPage

CALL = "call"  # the parameter of the address of the guided form


@dataclass(frozen=True)
class OpenCall:
    """A call as a focal point sees it, with what their State has begun in answer."""

    call: CallPage
    answers: list[ContributionPage]


def open_calls(user: AbstractBaseUser) -> list[OpenCall]:
    states = list(permissions.states_of(user))
    calls = CallPage.objects.open().to_states().select_related("meeting")
    own = CallAnswer.objects.filter(call__in=calls, page__state__in=states)
    own = own.select_related("page").order_by("pk")
    return [
        OpenCall(call, [answer.page for answer in own if answer.call_id == call.pk])
        for call in calls
    ]


def link(page: ContributionPage, request: HttpRequest, **kwargs: object) -> None:
    """Receiver of submission.signals.begun: the draft answers the call, and has its theme."""
    slug = request.GET.get(CALL)
    call = CallPage.objects.open().to_states().filter(slug=slug).first() if slug else None
    if call is None:
        return
    CallAnswer.objects.create(call=call, page=page)
    draft = drafts.newest(page)
    draft.challenges = list(call.challenges.all())
    draft.chapters = list(call.chapters.all())
    drafts.save(draft, request.user)


def handed_in(answers: QuerySet[CallAnswer]) -> QuerySet[CallAnswer]:
    """Answers that the Secretariat knows of; a draft is its State's alone."""
    drafts = ContributionPage.objects.unsubmitted().values("pk")
    never_public = {"page__first_published_at__isnull": True}
    return answers.exclude(page__in=drafts, **never_public).order_by("pk")


def states_that_answered(call: CallPage) -> list[MemberState]:
    return states_of(handed_in(call.answers.select_related("page__state")))


def states_of(answers: Iterable[CallAnswer]) -> list[MemberState]:
    """Each State once, in the order of their names; a joint text is of none."""
    states = {answer.page.state for answer in answers if answer.page.state}
    return in_order(states, lambda state: state.name)
