"""Drafts of translations: what is translated, by whom, and how a draft is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from common.sanitise import clean_html
from common.text import clean, clean_line
from practices import permissions
from practices.models import ContributionPage
from taxonomy.languages import Language

from .models import OF_SECRETARIAT, OF_STATES, Translation
from .passages import (
    LINE_LENGTH,
    ONE_LINE,
    Passage,
    aligned,
    by_field,
    digest,
    machine_mark,
    rich_fields_of,
)

Authority, Step = Translation.Authority, Translation.Step
CHANGED = gettext_lazy("This translation has changed in the meantime. Open it again.")


@dataclass(frozen=True)
class About:
    """What a translation is, beside its words; whose it is counts for an official one."""

    status: str
    tool: str = ""
    authority: str = ""
    authority_name: str = ""


class StepRefusedError(PermissionDenied):
    """Why something cannot be done with a translation, in a sentence."""


def original_of(page: ContributionPage) -> ContributionPage:
    """What is translated: the public text; before there is one, the newest of the State's own."""
    if page.live:
        return page.specific
    return page.get_latest_revision_as_object()


def writes_for_state(user: User, page: ContributionPage) -> bool:
    """A focal point writes the State's own translation, everybody else the Secretariat's."""
    return permissions.serves(user, page)


def statuses_of(by_state: bool) -> tuple:
    return OF_STATES if by_state else OF_SECRETARIAT


def authorities_of(page: ContributionPage) -> list[Translation.Authority]:
    """Who may answer for an official translation: a joint text has no State of its own."""
    return [each for each in Authority if page.state or each != Authority.STATE]


def languages_for(page: ContributionPage) -> list[tuple[str, str]]:
    """(code, name) of those into which it can be translated."""
    original = original_of(page).language
    return [choice for choice in Language.choices if choice[0] != original]


def open_one(page: ContributionPage, language: str, by_state: bool) -> Translation | None:
    found = Translation.objects.open().filter(page=page, language=language, by_state=by_state)
    return found.first()


def public_one(page: ContributionPage, language: str) -> Translation | None:
    return Translation.objects.public().filter(page=page, language=language).first()


def passages_for(page: ContributionPage, translation: Translation | None) -> list[Passage]:
    """The original in passages, with what the translation says of each."""
    original = original_of(page)
    if translation is None:
        return aligned(original, {}, {})
    return aligned(original, translation.source, translation.text, translation.machine)


@transaction.atomic
def save(
    page: ContributionPage,
    language: str,
    user: User,
    passages: list[Passage],
    about: About,
    seen: Translation | None = None,
) -> Translation:
    """Keep a draft; what is public stays as it is. `seen` is the draft that was compared with."""
    by_state = writes_for_state(user, page)
    refuse_strangers(user, page)
    original = original_of(page)
    if language not in dict(languages_for(page)) or about.status not in statuses_of(by_state):
        raise StepRefusedError(_("There is no such translation of this text."))
    draft = locked(open_one(page, language, by_state)) or Translation(
        page_id=page.pk, language=language, by_state=by_state
    )
    if draft.step == Step.WAITING:
        raise StepRefusedError(_("This translation waits for approval. Take it back to change it."))
    if seen and seen.updated_at != draft.updated_at:
        raise StepRefusedError(CHANGED)
    passages = _clean(original, passages)
    source, draft.text = by_field(passages)
    draft.machine = [machine_mark(each.field, each.text) for each in passages if each.is_machine]
    draft.source, draft.source_digest = source, digest(source)
    draft.source_revision_id = page.live_revision_id if page.live else page.latest_revision_id
    draft.status, draft.tool = about.status, clean_line(about.tool)[:255]
    draft.authority = about.authority if about.authority in authorities_of(original) else ""
    draft.authority_name = clean_line(about.authority_name)[:255]
    store(draft)
    draft.writers.add(user)
    return draft


def _clean(page: ContributionPage, passages: list[Passage]) -> list[Passage]:
    rich = rich_fields_of(page)
    return [replace(each, text=_clean_one(each.field, each.text, rich)) for each in passages]


def _clean_one(name: str, text: str, rich: frozenset[str]) -> str:
    if name in rich:
        return clean_html(text)
    return clean_line(text)[:LINE_LENGTH] if name in ONE_LINE else clean(text)


def is_public(page: ContributionPage) -> bool:
    return ContributionPage.objects.published().filter(pk=page.pk).exists()


@contextmanager
def alone_with(page: ContributionPage) -> Iterator[None]:
    """In a transaction of its own, in turn with everybody else who changes this page."""
    with transaction.atomic():
        list(Page.objects.select_for_update().filter(pk=page.pk).values_list("pk"))
        yield


def locked(translation: Translation | None) -> Translation | None:
    """As it stands now, until the transaction ends; refused if it is gone."""
    if translation is None:
        return None
    found = Translation.objects.select_for_update().filter(pk=translation.pk).first()
    if found is None:
        raise StepRefusedError(_("This translation no longer exists."))
    return found


def store(translation: Translation) -> None:
    """Of two that are begun or approved in the same moment, the database refuses the second."""
    try:
        with transaction.atomic():
            translation.save()
    except IntegrityError as error:
        raise StepRefusedError(CHANGED) from error


def refuse_strangers(user: User, page: ContributionPage) -> None:
    if not (permissions.serves(user, page) or permissions.is_secretariat(user)):
        raise StepRefusedError(_("Only the State and the Secretariat translate this text."))
