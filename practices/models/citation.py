"""A source that a contribution answers: a paragraph of a document, or a question of the annual
report questionnaire."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from common import symbols

from .contributions import YEARS, ContributionPage

NO_SYMBOL = gettext_lazy("This is no symbol of a document. Write it like E/CN.7/2020/9.")


class Citation(Orderable):
    """`symbol` as the United Nations print it; `year` is that of the questionnaire's cycle."""

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", gettext_lazy("Paragraph of a document")
        QUESTION = "question", gettext_lazy("Question of the annual report questionnaire")

    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="citations")
    kind = models.CharField(
        gettext_lazy("what is answered"), max_length=20, choices=Kind, default=Kind.PARAGRAPH
    )
    symbol = models.CharField(
        gettext_lazy("symbol of the document"),
        max_length=symbols.LONGEST,
        blank=True,
        help_text=gettext_lazy(
            "For example, E/CN.7/2020/6 for a biennial report. The questionnaire needs none."
        ),
    )
    place = models.CharField(
        gettext_lazy("paragraph or question"),
        max_length=100,
        help_text=gettext_lazy("For example: para. 23, or question 41."),
    )
    year = models.PositiveSmallIntegerField(
        gettext_lazy("year of the questionnaire"), null=True, blank=True, validators=YEARS
    )

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("cited source")
        verbose_name_plural = gettext_lazy("cited sources")

    def __str__(self) -> str:
        return _("%(source)s, %(place)s") % {"source": self._source, "place": self._place}

    @property
    def identity(self) -> str:
        """Tells one from another before it has a key in the database."""
        return "|".join((self.kind, self.symbol, self.place, str(self.year or "")))

    @property
    def facts(self) -> dict:
        """As exports and the API tell it, and an import reads it."""
        return {name: getattr(self, name) for name in ("kind", "symbol", "place", "year")}

    @property
    def _source(self) -> str:
        if self.kind == self.Kind.PARAGRAPH:
            return self.symbol
        named = _("Annual report questionnaire")
        return " ".join(filter(None, (named, str(self.year or ""), self.symbol)))

    @property
    def _place(self) -> str:
        """A number alone does not say of what."""
        if not self.place[:1].isdigit():
            return self.place
        is_paragraph = self.kind == self.Kind.PARAGRAPH
        return (_("para. %s") if is_paragraph else _("question %s")) % self.place

    def clean(self) -> None:
        super().clean()
        found = str(symbols.parse(self.symbol) or "")
        if self.symbol and not 0 < len(found) <= symbols.LONGEST:
            raise ValidationError({"symbol": NO_SYMBOL})
        self.symbol = found
        if self.kind == self.Kind.PARAGRAPH:
            self._check_paragraph()
        elif self.place and not any(map(str.isdigit, self.place)):
            raise ValidationError({"place": _("Write the number of the question.")})

    def _check_paragraph(self) -> None:
        if not self.symbol:
            message = _("Write the symbol of the document in which the paragraph stands.")
            raise ValidationError({"symbol": message})
        if self.year:
            message = _("Only a question has a year. Leave it empty for a paragraph.")
            raise ValidationError({"year": message})
