"""Form of a translation: one field for each passage of the original, side by side with it."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import marked_text, typed_text
from common.forms import CharField
from common.lists import listed
from common.marked_text import links_of
from practices import merging
from practices.diff import marked_difference
from practices.models import ContributionPage
from practices.templatetags.contribution_tags import safe_html
from taxonomy.languages import direction

from . import checks
from .drafts import About, authorities_of
from .models import Translation
from .passages import LINE_LENGTH, ONE_LINE, Passage, label_of

LONG = 160  # characters of an original that needs a taller box
ABOUT = [each.name for each in fields(About)]


class Row:
    """A passage of the original beside the field for its translation."""

    def __init__(self, passage: Passage, bound: forms.BoundField | None) -> None:
        self.passage, self.bound = passage, bound

    @property
    def original(self) -> SafeString:
        """Words that have changed since the passage was translated are marked."""
        if self.passage.was:
            return marked_difference(
                self._plain(self.passage.was), self._plain(self.passage.original)
            )
        html = self.passage.original
        return safe_html(html if self.passage.is_rich else typed_text.to_html(html, ""))

    @property
    def translated(self) -> SafeString:
        text = self.passage.text
        return safe_html(text if self.passage.is_rich else typed_text.to_html(text, ""))

    @cached_property
    def links(self) -> list[tuple[int, str]]:
        """(number, words) of each link of the original, as a translation names them."""
        found = links_of(self.passage.original) if self.passage.is_rich else []
        return [(number, words) for number, (_attributes, words) in enumerate(found, 1)]

    @property
    def is_bold(self) -> bool:
        return "**" in self._marked_original

    @property
    def is_italic(self) -> bool:
        return "__" in self._marked_original

    @cached_property
    def _marked_original(self) -> str:
        """Without what is escaped, which is no mark."""
        marked = marked_text.to_marked(self.passage.original) if self.passage.is_rich else ""
        return ESCAPED.sub("", marked)

    @cached_property
    def lost(self) -> str:
        """What of the original the stored translation does not hold; names in any direction."""
        return listed(f"\u2068{piece}\u2069" for piece in checks.lost(self.passage))

    @property
    def read_name(self) -> str:
        """Of the box to tick where a changed original needs no other words."""
        return READ + self.passage.key

    def _plain(self, value: str) -> str:
        return typed_text.to_text(value) if self.passage.is_rich else value


def by_label(
    page: ContributionPage,
    passages: list[Passage],
    bound: Callable[[Passage], forms.BoundField | None],
) -> list[tuple[str, list[Row]]]:
    """(label of the field, its rows) in reading order."""
    found: dict[str, list[Row]] = {}
    for passage in passages:
        row = Row(passage, bound(passage))
        found.setdefault(label_of(page, passage.field), []).append(row)
    return list(found.items())


class TranslationForm(forms.Form):
    status = forms.ChoiceField(label=gettext_lazy("Status"))
    tool = CharField(
        label=gettext_lazy("Tool"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("The program that made it, if one did."),
    )

    authority = forms.ChoiceField(
        label=gettext_lazy("Whose official translation"),
        required=False,
        help_text=gettext_lazy("Who answers for its words; readers see it."),
    )
    authority_name = CharField(
        label=gettext_lazy("Name of the body"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("If it is another body; in the language of the translation."),
    )

    def __init__(
        self,
        page: ContributionPage,
        passages: list[Passage],
        draft: Translation | None,
        statuses: tuple,
        language: str,
        data: Any = None,
    ) -> None:
        stored = {name: getattr(draft, name) for name in ABOUT} if draft else {}
        super().__init__(data, initial={"status": statuses[0], "tool": ""} | stored)
        self.page, self.passages = page, passages
        self.merged: merging.Merge | None = None
        self.fields["status"].choices = [(each.value, each.label) for each in statuses]
        whose = [(each.value, each.label) for each in authorities_of(page)]
        self.fields["authority"].choices = [("", "–"), *whose]
        self.fields["authority_name"].widget.attrs |= {"lang": language, "dir": "auto"}
        for passage in passages:
            self.fields[passage.key] = self._field(passage)
            self.fields[passage.key].widget.attrs |= {"lang": language, "dir": direction(language)}
            self.initial[passage.key] = self._shown(passage)
        if self.is_bound:
            self._take_over_missing()

    def _take_over_missing(self) -> None:
        """Passages that the original did not have when this form was opened stay as stored."""
        self.data = self.data.copy()
        for passage in self.passages:
            if passage.key not in self.data:
                self.data[passage.key] = self.initial[passage.key]

    def _field(self, passage: Passage) -> forms.Field:
        is_line = passage.field in ONE_LINE
        rows = 8 if len(passage.original) > 3 * LONG else 4 if len(passage.original) > LONG else 2
        return CharField(
            label=_("Translation: %s") % label_of(self.page, passage.field),
            required=False,
            max_length=LINE_LENGTH if is_line else None,
            widget=forms.TextInput() if is_line else forms.Textarea({"rows": rows}),
        )

    def _shown(self, passage: Passage) -> str:
        if not passage.is_rich:
            return passage.text
        return marked_text.to_marked(passage.text, passage.original)

    @cached_property
    def groups(self) -> list[tuple[str, list[Row]]]:
        return by_label(self.page, self.passages, lambda passage: self[passage.key])

    @property
    def has_marks(self) -> bool:
        rows = (row for _label, rows in self.groups for row in rows)
        return any(row.links or row.is_bold or row.is_italic for row in rows)

    def typed(self) -> list[Passage]:
        """The passages with what was typed; markup is typed as marks."""
        return [self._typed(each) for each in self.passages]

    def _typed(self, passage: Passage) -> Passage:
        """What changed in the original, or is a machine's, is read when written anew or ticked."""
        text = self.cleaned_data.get(passage.key) or ""
        if passage.is_rich:
            text = marked_text.to_html(text, passage.text, passage.original)
        is_read = text != passage.text or self.data.get(READ + passage.key)
        if is_read:
            return replace(passage, text=text, was="", is_machine=False)
        return passage

    def about(self) -> About:
        values = self.cleaned_data if self.is_bound else self.initial
        return About(**{name: values.get(name, "") for name in ABOUT})

    @property
    def base(self) -> str:
        return merging.write_base(self.merged.base if self.merged else merging.base_of(self))

    def left_over(self) -> list[str]:
        """What was typed beside passages that the original no longer has."""
        names = {name for name in self.data if PASSAGE.fullmatch(name)} - self.fields.keys()
        return [self.data[name] for name in sorted(names) if self.data[name].strip()]

    def has_conflicts(self) -> bool:
        """Whether somebody else has changed what was changed here; nobody is overwritten."""
        base = merging.read_base(self.data.get("base", ""))
        accepted = {name: {self.data.get(KEEP + name)} for name in self.fields}
        self.merged = merging.merge(self, base, accepted)
        for name in self.merged.theirs:  # untouched here: the other one's words stay
            self.cleaned_data[name] = self.initial.get(name, "")
        for name in self.merged.conflicts:
            self.add_error(name, _("Another person has written: %s") % self.initial.get(name, ""))
        return bool(self.merged.conflicts)

    def seen(self) -> list[tuple[str, str]]:
        """(name, value) of hidden fields: the other one's words, seen and refused by saving."""
        names = self.merged.conflicts if self.merged else []
        digests = merging.base_of(self)
        return [(KEEP + name, digests[name]) for name in names]


ESCAPED = re.compile(r"\\.")
KEEP = "keep-"  # and the name of a field
READ = "read-"
PASSAGE = re.compile(r"[a-z_]+-[0-9a-f]{10}(-\d+)?")
