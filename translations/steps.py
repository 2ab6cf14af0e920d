"""Rules of translations: who clears, who publishes, and that it takes two people."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from approvals.mailboxes import mailbox
from audit import trail
from common.lists import listed
from common.text import clean
from practices import permissions, publication
from practices.models import ContributionPage, PublicationEvent

from . import mails
from .drafts import (
    CHANGED,
    StepRefusedError,
    locked,
    passages_for,
    public_one,
    refuse_strangers,
    store,
    writes_for_state,
)
from .models import Translation
from .passages import digest, label_of, missing, passages_of

Step = Translation.Step


def why_not_hand_in(translation: Translation) -> str:
    """Why it cannot be cleared and handed in, in a sentence; empty if it can."""
    page = translation.page.specific
    if not page.live:
        return _("Translations are handed in once the text itself is public.")
    if passages_of(page) != translation.source:
        return _("The original has changed since this was translated. Read the marked passages.")
    passages = passages_for(page, translation)
    if names := missing(passages):
        labels = listed(label_of(page, name) for name in names)
        return _("Still to be translated: %s") % labels
    if not translation.is_machine and (number := sum(each.is_machine for each in passages)):
        return unread(number)
    if translation.status == Translation.Status.OFFICIAL and not translation.whose:
        return _("Say whose official translation it is: who answers for its words.")
    return ""


def unread(number: int) -> str:
    text = ngettext(
        "Nobody has read %(number)d passage of a machine. Correct it, or tick that it fits.",
        "Nobody has read %(number)d passages of a machine. Correct them, or tick that they fit.",
        number,
    )
    return text % {"number": number}


@transaction.atomic
def hand_in(translation: Translation, user: User) -> Translation:
    """The State's word on its translation, or an officer's that it is ready; officers are told."""
    translation = _writers_own(translation, user, Step.DRAFT)
    if reason := why_not_hand_in(translation):
        raise StepRefusedError(reason)
    translation.step, translation.maker, translation.remark = Step.WAITING, user, ""
    if translation.by_state:
        translation.cleared_by, translation.cleared_at = user, timezone.now()
    translation.save()
    action = "translation cleared" if translation.by_state else "translation handed in"
    _record(action, translation, user)
    mails.handed_in(translation, user)
    return translation


@transaction.atomic
def take_back(translation: Translation, user: User) -> Translation:
    translation = _writers_own(translation, user, Step.WAITING)
    _to_draft(translation)
    _record("translation taken back", translation, user)
    return translation


@transaction.atomic
def discard(translation: Translation, user: User) -> None:
    _writers_own(translation, user, Step.DRAFT).delete()


@transaction.atomic
def approve(translation: Translation, officer: User) -> Translation:
    """Publish it in the place of the one before."""
    translation = _officers(translation, officer, Step.WAITING)
    if reason := why_not_approve(translation, officer):
        raise StepRefusedError(reason)
    page = translation.page.specific
    earlier = Translation.objects.public().filter(page=page, language=translation.language)
    earlier.update(step=Step.ENDED)
    translation.step, translation.reviewer = Step.PUBLIC, officer
    translation.published_at = timezone.now()
    store(translation)
    _record("translation published", translation, officer)
    _tell_followers(page, officer)
    mails.published(translation, officer)
    return translation


def why_not_approve(translation: Translation, officer: User) -> str:
    """Why this officer cannot approve it, in a sentence; empty if they can."""
    if reason := _why_not_these_eyes(translation, officer):
        return reason
    if reason := why_not_hand_in(translation):
        return reason
    public = public_one(translation.page, translation.language)
    if public and public.by_state and not translation.by_state:
        return _("The State has published its own translation into this language.")
    return ""


def _why_not_these_eyes(translation: Translation, officer: User) -> str:
    if not permissions.is_secretariat(officer):
        return _("Only officers of the Secretariat approve translations.")
    if permissions.serves(officer, translation.page):
        return _("You serve this State, so another officer has to approve it.")
    hands = {*translation.writers.all(), translation.maker, translation.cleared_by} - {None}
    if officer in hands:
        return _("You had a hand in this translation, so another officer has to approve it.")
    if officer.email and mailbox(officer.email) in {mailbox(each.email) for each in hands}:
        return _("You share a mailbox with one of the writers of this translation.")
    return ""


@transaction.atomic
def send_back(translation: Translation, officer: User, remark: str) -> Translation:
    translation = _officers(translation, officer, Step.WAITING)
    if not (remark := clean(remark).strip()):
        raise StepRefusedError(_("Write what should be changed."))
    _to_draft(translation, remark)
    _record("translation sent back", translation, officer, comment=translation.remark)
    mails.sent_back(translation, officer)
    return translation


@transaction.atomic
def withdraw(translation: Translation, user: User) -> Translation:
    """Off the public page; the original stays. The State for its own, officers for any."""
    translation = locked(translation)
    allowed = permissions.is_secretariat(user) or (
        translation.by_state and permissions.serves(user, translation.page)
    )
    if not allowed or translation.step != Step.PUBLIC:
        raise StepRefusedError(_("This translation is not yours to withdraw, or is not public."))
    translation.step = Step.ENDED
    translation.save()
    _record("translation withdrawn", translation, user)
    _tell_followers(translation.page.specific, user)
    mails.withdrawn(translation, user)
    return translation


def _tell_followers(page: ContributionPage, user: User | None) -> None:
    """Index, kept pages, ledger and feeds follow the event, as after a change of the original."""
    if page.live:
        kind = PublicationEvent.Kind.CHANGED
        PublicationEvent.objects.record(page, kind, publication.TRANSLATION, user)


def mark_outdated(pages: Iterable[ContributionPage]) -> list[Translation]:
    """Compare public translations with the public originals; those that became outdated."""
    fell_behind = []
    for page in pages:
        now = digest(passages_of(page))
        for translation in Translation.objects.public().filter(page_id=page.pk):
            is_behind = translation.source_digest != now
            if is_behind == translation.is_outdated:
                continue
            translation.outdated_since = timezone.now() if is_behind else None
            translation.save(update_fields=["outdated_since"])
            fell_behind += [translation] if is_behind else []
    return fell_behind


def _to_draft(translation: Translation, remark: str = "") -> None:
    translation.step, translation.remark = Step.DRAFT, remark
    translation.maker = translation.cleared_by = translation.cleared_at = None
    translation.save()


def _writers_own(translation: Translation, user: User, step: str) -> Translation:
    translation = locked(translation)
    page = translation.page
    refuse_strangers(user, page)
    if translation.by_state != writes_for_state(user, page):
        raise StepRefusedError(_("This translation belongs to others."))
    return _at(translation, step)


def _officers(translation: Translation, officer: User, step: str) -> Translation:
    if not permissions.is_secretariat(officer):
        raise StepRefusedError(_("Only officers of the Secretariat approve translations."))
    return _at(locked(translation), step)


def _at(translation: Translation, step: str) -> Translation:
    if translation.step != step:
        raise StepRefusedError(CHANGED)
    return translation


def _record(action: str, translation: Translation, user: User | None, **more: str) -> None:
    facts = {
        "translation": translation.pk,
        "language": translation.language,
        "status": translation.status,
        "authority": translation.authority,
        "tool": translation.tool,
        "text": digest(translation.text),
    }
    trail.record(action, translation.page.specific, user, after=facts | more)
