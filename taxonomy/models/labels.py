"""Labels in six languages, for the terms that are data rather than interface strings.

Each term holds its labels in columns, so that lists need no second query; where each label comes
from stands in TermLabel.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Field
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.in_language import InLanguage
from taxonomy.languages import Language, of_interface

LABEL_MAX_LENGTH = 1000  # the wording of a recommendation is a long sentence


def label_field(language) -> Field:
    return models.CharField(language, max_length=LABEL_MAX_LENGTH, blank=True)


def in_interface(term: models.Model, column: str) -> InLanguage:
    """`column`_xx in the language of the interface; English where it is missing."""
    language = of_interface(get_language())
    if text := getattr(term, f"{column}_{language}"):
        return InLanguage(text, language)
    return InLanguage(getattr(term, f"{column}_en"), Language.EN.value)


class Labelled(models.Model):
    """A term with an English label and, where translated, five others."""

    label_en = models.CharField(_("label (English)"), max_length=LABEL_MAX_LENGTH)
    label_fr = label_field(_("label (French)"))
    label_es = label_field(_("label (Spanish)"))
    label_ar = label_field(_("label (Arabic)"))
    label_ru = label_field(_("label (Russian)"))
    label_zh = label_field(_("label (Chinese)"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.label)

    @property
    def label(self) -> InLanguage:
        return in_interface(self, "label")

    @property
    def choice_label(self) -> InLanguage:
        """As it stands among the others of its list, to choose from."""
        return self.label


class TermLabel(models.Model):
    """Where a label or the name of a State comes from, for each term and language.

    The column of the term says the same (taxonomy.label_rows keeps them so): pages read the column,
    officers this table.
    """

    class List(models.TextChoices):
        CHAPTER = "chapter", _("chapters")
        CHALLENGE = "challenge", _("challenges")
        RECOMMENDATION = "recommendation", _("operational recommendations")
        TARGET_GROUP = "target_group", _("target groups")
        POLICY_DOCUMENT = "policy_document", _("policy documents")
        REGION = "region", _("regions")
        STATE = "state", _("Member States")
        BODY = "body", _("bodies")
        ORGANIZATION = "organization", _("organizations")
        WORKPLAN = "workplan", _("workplans")

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        EDITORIAL = "editorial", _("editorial translation, not official")

    list = models.CharField(_("list"), max_length=20, choices=List)
    term_id = models.PositiveBigIntegerField()  # of one of the models in taxonomy.label_rows
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    # Empty where officers took a label away, so that it is not loaded again.
    label = models.CharField(_("label"), max_length=LABEL_MAX_LENGTH, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.EDITORIAL)
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("The document by its symbol.")
    )
    text_version = models.CharField(_("version of the text"), max_length=50, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=255, blank=True)
    # As it stands in taxonomy/data/labels.csv: a label that officers changed is not loaded again.
    seed = models.CharField(max_length=LABEL_MAX_LENGTH, blank=True, editable=False)

    class Meta:
        ordering = ["list", "term_id", "language"]
        verbose_name = _("label of a term")
        verbose_name_plural = _("labels of terms")
        constraints = [
            models.UniqueConstraint(
                fields=["list", "term_id", "language"],
                name="term_label_once",
                violation_error_message=_("The term has a label in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.language})"

    def clean(self) -> None:
        stored = TermLabel.objects.filter(pk=self.pk).first()
        if self.list == self.List.STATE and stored and stored.label != self.label:
            message = _(
                "Names of States are changed in the list of Member States: the State is told."
            )
            raise ValidationError({"label": message})
        if self.language == Language.EN and not self.label:
            raise ValidationError(
                {"label": _("The English label is shown where others are missing.")}
            )
        if self.kind == self.Kind.OFFICIAL and self.label and not self.source:
            raise ValidationError({"source": _("An official label needs its source.")})

    @property
    def english(self) -> str:
        """What the term is called in English, which names it in lists."""
        rows = TermLabel.objects.filter(list=self.list, term_id=self.term_id)
        found = rows.filter(language=Language.EN).first()
        return found.label if found else ""
