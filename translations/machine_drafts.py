"""Drafts by machine: what is not translated yet, as far as the time allows; nobody's words change.

The machine is asked outside of transactions: what was typed is stored before, and nobody waits.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.limits import Limit
from practices.models import ContributionPage
from taxonomy.languages import Language

from . import machines
from .drafts import alone_with, passages_for, save
from .machine_passages import from_machine, to_machine
from .passages import LINE_LENGTH, ONE_LINE, Passage
from .writing import Desk, act

SECONDS = 15  # a web process answers within 30
LEAST_SECONDS = 1
MOST_CHARACTERS = 1000  # of one request to the machine, so that each is soon done
DRAFTS = Limit("machine translation", ((60, timedelta(hours=1)),))


@dataclass
class Made:
    """Translations by key of the passage, how many were wanted, and why there are not all."""

    tool: str
    wanted: int
    texts: dict[str, str] = field(default_factory=dict)
    fault: str = ""


def draft_by_machine(request: HttpRequest, page: ContributionPage, language: str) -> Desk | None:
    """Stores what was typed, then fills what is empty; the desk to show again if it is refused."""
    desk = Desk(page, language, request.user, request.POST)
    with alone_with(page):
        if not act(request, desk):
            return desk
    try:
        made = _asked(desk)
        _store(desk, made)
    except (machines.MachineError, PermissionDenied) as error:
        text = _("What you have typed is saved. There is no draft by machine: %s")
        messages.error(request, text % error)
    else:
        _tell(request, made)
    return None


def _asked(desk: Desk) -> Made:
    if desk.machine is None:
        raise machines.MachineError(_("The portal has no machine for this text."))
    if not DRAFTS.allows(desk.user.pk):
        raise machines.MachineError(_("You asked the machine too often. Try again in an hour."))
    passages = passages_for(desk.page, desk.draft)
    return translated(desk.machine, passages, desk.original.language, desk.language)


def _store(desk: Desk, made: Made) -> None:
    """Others may have written meanwhile: only what is still empty is filled."""
    page = get_object_or_404(ContributionPage, pk=desk.page.pk)
    with alone_with(page):
        now = Desk(page, desk.language, desk.user)
        passages = [_filled(each, made.texts) for each in now.passages]
        about = now.form.about()
        about = replace(about, tool=about.tool or made.tool)
        save(page, now.language, now.user, passages, about, now.draft)


def _filled(passage: Passage, texts: dict[str, str]) -> Passage:
    if passage.text.strip() or passage.key not in texts:
        return passage
    return replace(passage, text=texts[passage.key], was="", is_machine=True)


def translated(
    machine: machines.Machine, passages: list[Passage], source: str, target: str
) -> Made:
    """Of the empty passages; MachineError if there is nothing at all."""
    ends = time.monotonic() + SECONDS
    _refuse_unless_offered(machine, source, target)
    empty = [each for each in passages if not each.text.strip()]
    made = Made(machine.name, len(empty))
    try:
        for batch in _batches(empty):
            left = ends - time.monotonic()
            if left < LEAST_SECONDS:
                break
            answers = machine.translate(list(map(to_machine, batch)), source, target, left)
            made.texts |= _texts(batch, answers)
    except machines.MachineError as error:
        if not made.texts:
            raise
        made.fault = str(error)
    return made


def _refuse_unless_offered(machine: machines.Machine, source: str, target: str) -> None:
    if target not in machine.languages(SECONDS).get(source, frozenset()):
        text = _("The machine does not translate from %(source)s into %(target)s.")
        names = {"source": Language(source).label, "target": Language(target).label}
        raise machines.MachineError(text % names)


def _batches(passages: list[Passage]) -> Iterator[list[Passage]]:
    batch: list[Passage] = []
    for each in passages:
        if batch and sum(len(one.original) for one in [*batch, each]) > MOST_CHARACTERS:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def _texts(passages: list[Passage], answers: list[str]) -> dict[str, str]:
    """Without lines that would be cut to fit: somebody has to find shorter ones."""
    found = {}
    for passage, answer in zip(passages, answers, strict=True):
        text = from_machine(passage, answer)
        if text and not (passage.field in ONE_LINE and len(text) > LINE_LENGTH):
            found[passage.key] = text
    return found


def _tell(request: HttpRequest, made: Made) -> None:
    number = len(made.texts)
    text = ngettext(
        "A machine has drafted %(number)d passage, which is marked. Read it with the original.",
        "A machine has drafted %(number)d passages, which are marked. Read them with the original.",
        number,
    )
    messages.success(request, text % {"number": number})
    left = made.wanted - number
    if left:
        text = ngettext(
            "%(number)d passage is still empty. Press the button again, or write it yourself.",
            "%(number)d passages are still empty. Press the button again, or write them yourself.",
            left,
        )
        messages.warning(request, " ".join(filter(None, [made.fault, text % {"number": left}])))
