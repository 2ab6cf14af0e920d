"""Three-way merge of a form: its fields as they were shown, as they were sent, as they are stored.

A save carries the digest of each field as it was shown (its base). Only a field that the person
changed is written; where someone else changed the same field meanwhile, nobody is overwritten.
"""

import hashlib
import re
from dataclasses import dataclass, field

from django.forms import ModelChoiceField

_DIGEST_LENGTH = 16


@dataclass
class Merge:
    """What becomes of each field, by name."""

    base: dict = field(default_factory=dict)  # what the next save of the same screen carries
    mine: list = field(default_factory=list)  # changed here: to be written
    theirs: list = field(default_factory=list)  # changed elsewhere only: stays as it is stored
    conflicts: list = field(default_factory=list)  # changed here and elsewhere: nobody wins


def stored_values(bound) -> list:
    """What a browser would send for the field if nobody touched it."""
    value = bound.field.prepare_value(bound.form.get_initial_for_field(bound.field, bound.name))
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(bound.field, ModelChoiceField):
        return _strings(value)
    # Through the widget and back: editors and date fields write a value in their own way.
    widget = bound.field.widget
    sent = {bound.html_name: widget.format_value(value)}
    return _strings(widget.value_from_datadict(sent, {}, bound.html_name))


def sent_values(bound, data=None) -> list:
    widget, data = bound.field.widget, bound.form.data if data is None else data
    value = widget.value_from_datadict(data, bound.form.files, bound.html_name)
    if isinstance(value, bool):
        return ["on"] if value else []
    return _strings(value)


def _strings(value) -> list:
    if not isinstance(value, (list, tuple)):
        value = [value]
    return sorted(plain(item) for item in value if item not in (None, ""))


def plain(value) -> str:
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return re.sub(r"[ \t]+(?=\n)", "", text).strip()


def digest(values) -> str:
    text = "\x1f".join(value for value in values if value)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGEST_LENGTH]


def base_of(form) -> dict:
    """{name: digest} of the fields as the form shows them before anybody types."""
    return {bound.name: digest(stored_values(bound)) for bound in form}


def merge(form, base, accepted) -> "Merge":
    """Compare what was sent with the stored values that the form was made with."""
    stored = base_of(form)
    sent = {bound.name: digest(sent_values(bound)) for bound in form}
    return compare(stored, sent, base, accepted)


def compare(stored, sent, base, accepted) -> "Merge":
    """All of these hold digests by field.

    `accepted` holds, by field, digests of stored values that may be replaced besides the base:
    those that the same window sent before, and those that the person has seen and refused.
    """
    result = Merge()
    for name, now in stored.items():
        was = base.get(name, now)
        result.base[name] = was
        if sent[name] == now:
            result.base[name] = now
        elif sent[name] == was:
            result.theirs.append(name)
        elif now == was or now in accepted.get(name, ()):
            result.base[name] = now
            result.mine.append(name)
        else:
            result.conflicts.append(name)
    return result


def write_base(base) -> str:
    """As the value of a hidden field."""
    return " ".join(f"{name}:{value}" for name, value in base.items())


def read_base(text) -> dict:
    pairs = (pair.partition(":") for pair in (text or "").split())
    return {name: value for name, colon, value in pairs if colon}
