"""Form fields that read what people write for a State, a term, or a list of terms."""

import json
import re
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.lists import listed
from common.symbols import parse
from common.text import clean_line
from practices.models import Citation
from taxonomy import languages

from .columns import items, numbers
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from taxonomy.models.places import MemberState

TITLE_MAX_LENGTH = 255


class StateField(forms.CharField):
    """A code of two or three letters, a name in one of the six languages, or a common name."""

    vocabulary: Vocabulary  # given by the form

    def clean(self, value) -> "MemberState | None":
        text = super().clean(value)
        return self._find(text) if text else None

    def _find(self, text) -> "MemberState":
        state = self.vocabulary.state(text)
        if state is None:
            raise ValidationError(_("“%s” is not a Member State.") % text)
        return state


class LanguageField(forms.CharField):
    """A code, or a name in one of the six languages; nothing stays nothing."""

    def clean(self, value) -> str:
        text = super().clean(value)
        code = languages.read(text)
        if text and not code:
            message = _("“%s” is not one of the six languages: write ar, en, es, fr, ru or zh.")
            raise ValidationError(message % text)
        return code


class ChoiceCell(forms.ChoiceField):
    """A code, or what people read for it."""

    default_error_messages = {"invalid_choice": gettext_lazy("“%(value)s” is none of: %(codes)s.")}

    def to_python(self, value) -> str:
        text = super().to_python(value).strip()
        return {str(label).casefold(): code for code, label in self.choices}.get(
            text.casefold(), text
        )

    def validate(self, value) -> None:
        if value and not self.valid_value(value):
            codes = listed(code for code, _label in self.choices if code)
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message % {"value": value, "codes": codes})


class TermsField(forms.CharField):
    """Several terms of one model, each given by its key."""

    vocabulary: Vocabulary  # given by the form

    def __init__(self, model, key, normalise=str, **kwargs) -> None:
        super().__init__(required=False, **kwargs)
        self.model, self.key, self.normalise = model, key, normalise

    def clean(self, value) -> list:
        split = numbers if self._is_numeric() else items
        wanted = [self.normalise(item) for item in split(super().clean(value))]
        found = self.vocabulary.terms(self.model, self.key)
        unknown = [item for item in wanted if item not in found]
        if unknown:
            message = _("Unknown: %s.") % listed(f"“{item}”" for item in unknown)
            raise ValidationError(message)
        return [found[item] for item in dict.fromkeys(wanted)]

    def _is_numeric(self) -> bool:
        field = self.model._meta.get_field(self.key)
        return field.get_internal_type() == "PositiveSmallIntegerField"


class LinksField(forms.CharField):
    """Several links, each an address or a JSON object with title and url."""

    default_error_messages = {"link": gettext_lazy("“%s” is not a web address.")}

    def clean(self, value) -> list:
        return [self._link(item) for item in items(super().clean(value))]

    def _link(self, item) -> dict:
        link = _json_object(item) or {"title": item, "url": item}
        try:
            URLValidator(schemes=["http", "https"])(link.get("url"))
        except ValidationError as error:
            raise ValidationError(self.error_messages["link"] % item) from error
        title = clean_line(str(link.get("title") or ""))
        if len(title) > TITLE_MAX_LENGTH:
            message = _("The title of a link has at most %d characters.")
            raise ValidationError(message % TITLE_MAX_LENGTH)
        # An address may be longer than the title that stands in for it.
        return {"title": title or link["url"][:TITLE_MAX_LENGTH], "url": link["url"]}


class CitesField(forms.CharField):
    """Several cited sources, each a JSON object or as people write it: E/CN.7/2020/6, para. 23."""

    def clean(self, value) -> list:
        return [self._facts(item) for item in items(super().clean(value))]

    def _facts(self, item) -> dict:
        given = (_json_object(item) or {}) if item.startswith("{") else self._as_written(item)
        written = {name: clean_line(str(given.get(name) or "")) for name in ("symbol", "place")}
        kind = Citation.Kind.PARAGRAPH if written["symbol"] else Citation.Kind.QUESTION
        year = str(given.get("year") or "") or None
        cited = Citation(**written, kind=str(given.get("kind") or kind), year=year)
        try:
            cited.full_clean(exclude=["page"])
        except ValidationError as error:
            faults = (f"{name}: {' '.join(told)}" for name, told in error.message_dict.items())
            raise ValidationError(f"“{item}”: {' '.join(faults)}") from error
        return cited.facts

    def _as_written(self, item) -> dict:
        """What stands before a comma may be a symbol; else it is a question's number."""
        source, *place = re.split("[,،，]", item, maxsplit=1)
        if parse(source):
            return {"symbol": source, "place": "".join(place)}
        return {"place": item}


def _json_object(text) -> dict | None:
    try:
        return json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        return None


class BooleanCell(forms.CharField):
    """Also as people write it in the six languages, and as Excel does (VRAI, VERDADERO, ИСТИНА)."""

    TRUE = {
        *("1", "true", "yes", "y", "x", "oui", "vrai", "sí", "si", "verdadero"),
        *("да", "истина", "是", "نعم", "صحيح", "☒", "✓"),
    }
    FALSE = {
        *("", "0", "false", "no", "n", "non", "faux", "falso", "нет", "ложь", "否", "لا", "خطأ"),
        "☐",
    }

    def clean(self, value) -> bool:
        text = super().clean(value).lower()
        if text not in self.TRUE | self.FALSE:
            raise ValidationError(_("Write yes or no."))
        return text in self.TRUE
