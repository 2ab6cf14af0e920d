"""Translation of a page and its withdrawal, by two officers."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from approvals.kinds import Change, Kind, ProposalError, register
from approvals.models import Proposal
from audit import trail
from common.labels import field_label
from common.lists import listed
from practices.models import Worded, is_worded
from taxonomy.languages import Language

from .models import PageTranslation, cleaned
from .readable import readable
from .words import english_of


class _OfPage(Kind):
    """payload holds "page", "language", and "before": the public translation or {}"""

    def check(self, payload) -> None:
        # Locked until the transaction ends: of two proposals, the second sees what the first did.
        page = Page.objects.select_for_update(of=("self",)).filter(pk=payload["page"]).first()
        if page is None or not page.live:
            raise ProposalError(_("This page is no longer public."))
        if payload["before"] != _public_words(payload):
            raise ProposalError(_("The public translation has changed since. Propose it again."))

    def _values(self, payload) -> dict[str, str]:
        return {"page": payload["title"], "language": Language(payload["language"]).label}


@register
class TranslatePage(_OfPage):
    """payload: also "title", "english": {field: words}, "after": {field: words}

    `english` is what the translation was made from: if it changes, the second officer does not
    agree to words that say something else than the page.
    """

    key = "page translation"
    label = gettext_lazy("Translation of a page")

    def check(self, payload) -> None:
        super().check(payload)
        if english_of(_page(payload)) != payload["english"]:
            raise ProposalError(_("The English page has changed since. Propose it again."))
        if missing := [name for name in payload["english"] if not payload["after"].get(name)]:
            names = listed(field_label(_page(payload), name) for name in missing)
            raise ProposalError(_("A page is translated as a whole. Missing: %s") % names)
        stored = _public(payload)
        if stored and (stored.words, stored.english) == (payload["after"], payload["english"]):
            raise ProposalError(_("Nothing would change."))

    def summary(self, payload) -> str:
        if payload["before"]:
            return _("Change the translation of “%(page)s” into %(language)s") % (
                self._values(payload)
            )
        return _("Translate “%(page)s” into %(language)s") % self._values(payload)

    def consequences(self, payload) -> Iterator:
        yield _("The translation is public at once, in the place of what is shown now.")
        yield _("All officers are informed by email.")

    def changes(self, payload) -> Iterator:
        page = _page(payload) or Page
        for name, english in payload["english"].items():
            label = field_label(page, name)
            text = readable(english)
            yield Change(_("%s (English)") % label, text, text)
            before = readable(payload["before"].get(name, ""))
            yield Change(label, before, readable(payload["after"][name]))

    def apply(self, proposal, officer) -> None:
        payload = proposal.payload
        _put(proposal, officer, words=payload["after"], english=payload["english"])


@register
class WithdrawPageTranslation(_OfPage):
    """payload: also "title" """

    key = "page translation off"
    label = gettext_lazy("Withdrawal of the translation of a page")

    def check(self, payload) -> None:
        super().check(payload)
        if not payload["before"]:
            raise ProposalError(_("There is no public translation."))

    def summary(self, payload) -> str:
        return _("Withdraw the translation of “%(page)s” into %(language)s") % self._values(payload)

    def consequences(self, payload) -> Iterator:
        yield _("Readers of this language see the English page at once, marked as English.")
        yield _("All officers are informed by email.")

    def changes(self, payload) -> Iterator:
        for name, text in payload["before"].items():
            yield Change(field_label(_page(payload) or Page, name), readable(text), "")

    def apply(self, proposal, officer) -> None:
        _put(proposal, officer, withdrawn_at=timezone.now())


def translation_payload(page: Worded, language: str, words: dict) -> dict:
    english = english_of(page)
    after = cleaned({name: words.get(name, "") for name in english})
    return withdrawal_payload(page, language) | {"english": english, "after": after}


def withdrawal_payload(page: Worded, language: str) -> dict:
    payload = {"page": page.pk, "title": page.title, "language": language}
    return payload | {"before": _public_words(payload)}


def open_proposal(page: Page, language: str) -> Proposal | None:
    return open_proposals().get((page.pk, language))


def open_proposals() -> dict[tuple[int, str], Proposal]:
    """{(primary key of the page, language): the newest proposal about it}"""
    kinds = (TranslatePage.key, WithdrawPageTranslation.key)
    found = Proposal.objects.open().filter(kind__in=kinds).order_by("pk")
    return {(row.payload["page"], row.payload["language"]): row for row in found}


def _page(payload) -> Worded | None:
    found = Page.objects.filter(pk=payload["page"]).first()
    page = found.specific if found else None
    return page if is_worded(page) else None


def _public(payload) -> PageTranslation | None:
    rows = PageTranslation.objects.public()
    return rows.filter(page_id=payload["page"], language=payload["language"]).first()


def _public_words(payload) -> dict:
    stored = _public(payload)
    return stored.words if stored else {}


def _put(proposal, officer, **values) -> None:
    payload = proposal.payload
    key = {"page_id": payload["page"], "language": payload["language"]}
    row = PageTranslation.objects.filter(**key).first() or PageTranslation(**key)
    row.proposal, row.changed_at, row.withdrawn_at = proposal, timezone.now(), None
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    step = "translation withdrawn" if row.withdrawn_at else "translation published"
    language = {"language": row.language}
    after = {} if row.withdrawn_at else row.words
    trail.record(step, row.page, officer, language | payload["before"], language | after)
