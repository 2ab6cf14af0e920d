"""Concepts of drug policy and what they are called in six languages: for the search by meaning.

The roles are those of SKOS. The first concepts come from taxonomy/data/concepts.tsv
(taxonomy.concept_file); officers add and change others, and bring them in as SKOS.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taxonomy.languages import Language

LABEL_MAX_LENGTH = 255


class Concept(models.Model):
    """What its labels mean, in whatever language; a broad one widens no search."""

    key = models.SlugField(_("key"), unique=True, max_length=60)
    is_broad = models.BooleanField(
        _("broad"),
        default=False,
        help_text=_("So general that a search for one of its labels finds the words only."),
    )
    acronyms = models.TextField(
        _("acronyms"),
        blank=True,
        help_text=_("One per line, of any language. They are recognized in capitals only."),
    )
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")

    def __str__(self) -> str:
        return self.key.replace("_", " ")

    def clean(self) -> None:
        """A form sends other ends of lines, which would be taken for a change."""
        self.acronyms = "\n".join(self.acronym_list)

    @property
    def acronym_list(self) -> list[str]:
        return [line.strip() for line in self.acronyms.splitlines() if line.strip()]


class ConceptLabel(models.Model):
    """A name of a concept in one language."""

    class Role(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ALTERNATIVE = "alternative", _("alternative")
        SEARCH_ONLY = "search_only", _("search only, never shown")
        UNUSED = "unused", _("not used")

    class Kind(models.TextChoices):
        SOURCED = "sourced", _("attested by the source")
        RECALL = "recall", _("usual, not attested")

    concept = models.ForeignKey(
        Concept, models.CASCADE, related_name="labels", verbose_name=_("concept")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    label = models.CharField(_("label"), max_length=LABEL_MAX_LENGTH)
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role,
        default=Role.ALTERNATIVE,
        help_text=_(
            "Visitors are shown preferred labels that a source attests. Dated and stigmatizing "
            "words are for the search only."
        ),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.RECALL)
    source = models.CharField(
        _("source"),
        max_length=255,
        blank=True,
        help_text=_("The document or thesaurus, and its licence if the label is taken from it."),
    )
    # As it stands in the file of first concepts: a label that was changed is not added again.
    seed = models.CharField(max_length=LABEL_MAX_LENGTH, blank=True, editable=False)

    class Meta:
        ordering = ["concept", "language", "pk"]
        verbose_name = _("label of a concept")
        verbose_name_plural = _("labels of concepts")
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language", "label"],
                name="concept_label_once",
                violation_error_message=_("The concept has this label already."),
            ),
            models.UniqueConstraint(
                fields=["concept", "language"],
                condition=Q(role="preferred"),
                name="concept_label_preferred_once",
                violation_error_message=_(
                    "The concept has a preferred label in this language. Give that one another "
                    "role first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.language})"

    @property
    def is_shown(self) -> bool:
        return self.role == self.Role.PREFERRED and self.kind == self.Kind.SOURCED

    @property
    def is_searched(self) -> bool:
        return self.role != self.Role.UNUSED
