"""Writing a translation, in the guided form and in the admin: what both pages do."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.models import ContributionPage
from taxonomy.languages import Language, direction

from . import drafts, exchange, machines, steps
from .editing import TranslationForm
from .models import Translation
from .passages import Passage


@dataclass
class Desk:
    """A person before one translation of one contribution."""

    page: ContributionPage
    language: str
    user: User
    data: Any = None
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.language not in dict(drafts.languages_for(self.page)):
            raise Http404
        self.original = drafts.original_of(self.page)
        self.by_state = drafts.writes_for_state(self.user, self.page)
        self.draft = drafts.open_one(self.page, self.language, self.by_state)
        self.public = drafts.public_one(self.page, self.language)
        self.passages = drafts.passages_for(self.page, self.draft or self.public)
        self.form = TranslationForm(
            self.original,
            self.passages,
            self.draft or self._own_public,
            drafts.statuses_of(self.by_state),
            self.language,
            self.data,
        )

    @property
    def _own_public(self) -> Translation | None:
        public = self.public
        return public if public and public.by_state == self.by_state else None

    @property
    def language_name(self) -> str:
        return str(Language(self.language).label)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_waiting(self) -> bool:
        return self.draft is not None and self.draft.step == Translation.Step.WAITING

    @property
    def may_withdraw(self) -> bool:
        return bool(self.public and (self.public.by_state or not self.by_state))

    @property
    def changed(self) -> int:
        """How many passages of the original have changed since they were translated."""
        return sum(each.is_changed for each in self.passages)

    @property
    def unread(self) -> str:
        """How many passages a machine made that nobody has read, in a sentence."""
        number = sum(each.is_machine for each in self.passages)
        return steps.unread(number) if number else ""

    @cached_property
    def machine(self) -> machines.Machine | None:
        """Of public texts alone: what is not public yet is sent to nobody."""
        return machines.configured() if drafts.is_public(self.page) else None

    @property
    def formats(self) -> list[tuple[str, str]]:
        return [(kind, each.name) for kind, each in exchange.FORMATS.items()]

    @property
    def why_not(self) -> str:
        return steps.why_not_hand_in(self.draft) if self.draft else ""


def act(request: HttpRequest, desk: Desk) -> bool:
    """Do what was sent; False where the page is shown again, with the reason in `desk.faults`."""
    action = ACTIONS.get(request.POST.get("do", "save"), _save)
    try:
        return action(request, desk)
    except (PermissionDenied, ValidationError) as error:
        desk.faults += getattr(error, "messages", None) or [str(error)]
        return False


def _save(request: HttpRequest, desk: Desk) -> bool:
    if not _store(request, desk):
        return False
    messages.success(request, _("Saved. It is a draft; nothing of it is public."))
    return True


def _store(request: HttpRequest, desk: Desk) -> bool:
    form = desk.form
    if not form.is_valid() or form.has_conflicts():
        desk.faults.append(_("Nothing is saved yet. See the marked parts below."))
        return False
    if left := form.left_over():
        text = _(
            "The original has changed since you opened this page. Words of yours without a place:"
        )
        messages.warning(request, f"{text} {' / '.join(left)}")
    desk.draft = _keep(desk, form.typed())
    return True


def _hand_in(request: HttpRequest, desk: Desk) -> bool:
    """Saves what is on the screen first: that is what the person means."""
    if desk.by_state and not request.POST.get("cleared"):
        raise ValidationError(
            _("Tick the sentence to say that your State clears this translation.")
        )
    if not _store(request, desk):
        return False
    steps.hand_in(desk.draft, desk.user)
    messages.success(request, _("Handed in. Another person of the Secretariat reads it now."))
    return True


def _take_back(request: HttpRequest, desk: Desk) -> bool:
    steps.take_back(_needed(desk.draft), desk.user)
    messages.success(request, _("It is a draft again; you can change it."))
    return True


def _discard(request: HttpRequest, desk: Desk) -> bool:
    steps.discard(_needed(desk.draft), desk.user)
    messages.success(request, _("The draft has been deleted."))
    return True


def _withdraw(request: HttpRequest, desk: Desk) -> bool:
    steps.withdraw(_needed(desk.public), desk.user)
    messages.success(request, _("Withdrawn. This translation is no longer public."))
    return True


def _upload(request: HttpRequest, desk: Desk) -> bool:
    file = request.FILES.get("file")
    if file is None:
        raise ValidationError(_("Choose the file with the translation."))
    arrived = exchange.arrive(file, desk.passages)
    _keep(desk, arrived.passages)
    text = ngettext(
        "%(number)d passage was read from the file into the draft. Read it below.",
        "%(number)d passages were read from the file into the draft. Read them below.",
        arrived.taken,
    )
    messages.success(request, text % {"number": arrived.taken})
    if arrived.left_out:
        text = ngettext(
            "%(number)d passage belongs to an earlier version of the original and was left out.",
            "%(number)d passages belong to an earlier version of the original and were left out.",
            arrived.left_out,
        )
        messages.warning(request, text % {"number": arrived.left_out})
    return True


def _keep(desk: Desk, passages: list[Passage]) -> Translation:
    about = desk.form.about()
    return drafts.save(desk.page, desk.language, desk.user, passages, about, desk.draft)


def _needed(translation: Translation | None) -> Translation:
    if translation is None:
        raise ValidationError(_("This translation no longer exists."))
    return translation


ACTIONS = {
    "discard": _discard,
    "hand-in": _hand_in,
    "machine": _store,  # and then machine_drafts
    "save": _save,
    "take-back": _take_back,
    "upload": _upload,
    "withdraw": _withdraw,
}


def download(desk: Desk, kind: str) -> HttpResponse:
    """The original and what is translated of it, as a file for a translator's program."""
    file_format = exchange.FORMATS.get(kind)
    if file_format is None:
        raise Http404
    content = file_format.write(desk.original, desk.passages, desk.language)
    response = HttpResponse(content, content_type=file_format.media_type)
    name = exchange.file_name(desk.page, desk.language, kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
