"""Changes of the terms that visitors see (chapters, challenges …), as proposals of two officers."""

from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from audit import trail
from common.labels import field_label, field_names
from common.stored import in_words
from taxonomy.models import TermLabel

from .kinds import Change, Kind, ProposalError, register
from .models import Proposal


@register
class ChangeTerm(Kind):
    """payload: {"model": label, "pk", "before": {field: value}, "after": {field: value}}

    `before` is the whole row, for the second officer decides on what the first one saw; `after`
    holds what differs. Without a key it is a term that the portal does not have yet.
    """

    key = "term"
    label = gettext_lazy("Words, order or verification of a term")

    def check(self, payload) -> None:
        if not payload["after"]:
            raise ProposalError(_("Nothing would change."))
        _checked(payload)

    def summary(self, payload) -> str:
        model = apps.get_model(payload["model"])
        if payload["pk"] is None:
            text = _("Add to the %(list)s: “%(term)s”")
            new = _with(model(), payload["after"])
            return text % {"list": model._meta.verbose_name_plural, "term": new}
        return _("Change the %(kind)s “%(term)s”: %(fields)s") % {
            "kind": model._meta.verbose_name,
            "term": _with(model(), payload["before"]),
            "fields": field_names(model, payload["after"]),
        }

    def consequences(self, payload) -> Iterator:
        yield _("Pages, lists, filters, exports and open data show it at once.")
        yield _("All officers are informed by email.")

    def changes(self, payload) -> Iterator:
        model = apps.get_model(payload["model"])
        for name, after in payload["after"].items():
            before = payload["before"].get(name, "")
            field = model._meta.get_field(name)
            yield Change(field_label(model, name), in_words(field, before), in_words(field, after))

    def apply(self, proposal, officer) -> None:
        term, names = _checked(proposal.payload), list(proposal.payload["after"])
        if isinstance(term, TermLabel):
            term.confirmed_by = two_officers(proposal, officer)
            names.append("confirmed_by")
        is_new = term.pk is None
        try:
            with transaction.atomic():
                term.save(update_fields=None if is_new else names)
        except IntegrityError as error:  # made by somebody else in this very moment
            raise ProposalError(_("There is such a term already.")) from error
        log(term, "wagtail.create" if is_new else "wagtail.edit", user=officer)


def two_officers(proposal: Proposal, officer: AbstractBaseUser) -> str:
    """Who confirmed a text, as it is kept beside the text."""
    people = (proposal.proposed_by, officer)
    return ", ".join(trail.name_of(person) for person in people)[:255]


def term_payload(term: Model, stored: Model | None) -> dict:
    """What a proposal holds to make `stored` what `term` is, or to add `term`."""
    before = values_of(stored) if stored else {}
    empty = values_of(type(term)())
    after = {
        name: value for name, value in values_of(term).items() if value != (before or empty)[name]
    }
    pk = stored.pk if stored else None
    return {"model": term._meta.label_lower, "pk": pk, "before": before, "after": after}


def values_of(term: Model) -> dict:
    """As JSON keeps them; of a related term its primary key."""
    values = {field.name: field.value_from_object(term) for field in _fields(type(term))}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _fields(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _checked(payload) -> Model:
    """The term as it would become, its row locked until the transaction ends."""
    is_new = payload["pk"] is None
    found = apps.get_model(payload["model"])() if is_new else _stored(payload)
    term = _with(found, payload["after"])
    try:
        term.full_clean()
    except ValidationError as error:
        raise ProposalError(" ".join(error.messages)) from error
    return term


def _stored(payload) -> Model:
    rows = apps.get_model(payload["model"])._base_manager.select_for_update()
    term = rows.filter(pk=payload["pk"]).first()
    if term is None or values_of(term) != payload["before"]:
        raise ProposalError(_("This has changed since. Propose it again."))
    return term


def _with(term: Model, values: dict) -> Model:
    for name, value in values.items():
        setattr(term, term._meta.get_field(name).attname, value)
    return term
