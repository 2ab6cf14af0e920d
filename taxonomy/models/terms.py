"""What practices are tagged with: the texts of the Commission, their chapters and challenges.

Rows come from the versioned files in taxonomy/data (taxonomy.loader); what is
not verified there never shows in public.
"""

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from common.in_language import InLanguage, left_to_right
from taxonomy.languages import Language, of_interface

from .labels import Labelled

if TYPE_CHECKING:
    from .recommendation_texts import RecommendationText


class PolicyDocument(Labelled):
    """One of the texts Member States committed to: 2009, 2014, 2016, 2019."""

    key = models.SlugField(_("key"), unique=True)
    title_en = models.TextField(_("title"), blank=True)
    symbol = models.CharField(_("symbol"), max_length=50, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    verified = models.BooleanField(_("verified"), default=False)
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("policy document")
        verbose_name_plural = _("policy documents")


class Chapter(Labelled):
    """One of the thematic chapters of the 2016 UNGASS outcome document."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    title_en = models.TextField(_("title"), blank=True)
    explanation_en = models.TextField(_("explanation"), blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")


class Challenge(Labelled):
    """A challenge named in the stocktaking part of the 2019 Ministerial Declaration, or `other`."""

    slug = models.SlugField(_("slug"), unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text_en = models.TextField(_("wording"), blank=True)
    explanation_en = models.TextField(_("explanation"), blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")


class RecommendationQuerySet(models.QuerySet):
    def verified(self) -> "RecommendationQuerySet":
        """The only recommendations the public may see."""
        return self.filter(verified=True)


class Recommendation(index.Indexed, Labelled):
    """An operational recommendation, cited as chapter and letter: 4.j.

    Letters need not be contiguous, and nothing assumes how many there are. `verified` is set only
    by the Secretariat's import of the official list.
    """

    key = models.CharField(
        _("key"),
        max_length=20,
        unique=True,
        validators=[
            RegexValidator(r"^s30-[0-9]{1,4}-[a-z]{1,4}$", _("Write the key like s30-4-j."))
        ],
    )
    chapter = models.ForeignKey(
        Chapter, models.PROTECT, related_name="recommendations", verbose_name=_("chapter")
    )
    letter = models.CharField(_("letter"), max_length=10)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    subheading_slug = models.SlugField(_("sub-heading"), blank=True)
    verified = models.BooleanField(_("verified"), default=False)
    verified_by = models.CharField(_("verified by"), max_length=150, blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)
    text_version = models.CharField(_("version of the text"), max_length=50, blank=True)

    objects = RecommendationQuerySet.as_manager()
    search_fields = [index.SearchField("label_en"), index.AutocompleteField("label_en")]

    class Meta:
        ordering = ["chapter__number", "order", "letter"]
        verbose_name = _("operational recommendation")
        verbose_name_plural = _("operational recommendations")

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    @property
    def choice_label(self) -> InLanguage:
        return self.label.behind(f"{left_to_right(self.number)} ")

    @property
    def number(self) -> str:
        """The way the Commission cites it: 4.j."""
        return self.key.removeprefix("s30-").replace("-", ".")

    @property
    def wording(self) -> "RecommendationText | None":
        """The official text in the language of the interface, or in English."""
        texts = {row.language: row for row in self.texts.filter(replaced_at=None)}
        return texts.get(of_interface(get_language())) or texts.get(Language.EN)

    @property
    def letters(self) -> str:
        """What its address ends with, below that of its chapter: /chapters/4/j/."""
        return self.key.rpartition("-")[2]


class WorkplanItem(models.Model):
    """A challenge on the programme of a thematic session; one may return in a later plan."""

    plan = models.SlugField(_("workplan"))
    year = models.PositiveSmallIntegerField(_("year"))
    session = models.CharField(_("session"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="workplan_items")
    verified = models.BooleanField(_("verified"), default=False)
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta:
        ordering = ["year", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "year", "challenge"], name="workplan_once")
        ]
        verbose_name = _("workplan item")
        verbose_name_plural = _("workplan items")

    def __str__(self) -> str:
        return f"{self.year}: {self.challenge}"


class CrosswalkEdge(models.Model):
    """Our own editorial link from a challenge, or a part of the 2009 text, to a chapter."""

    class Kind(models.TextChoices):
        CHALLENGE = "challenge", _("challenge")
        POLICY_PART = "policy_part", _("part of the 2009 Plan of Action")

    from_kind = models.CharField(_("from"), max_length=20, choices=Kind)
    from_key = models.SlugField(_("key"))
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="crosswalk")
    status = models.CharField(_("status"), max_length=20, default="editorial")
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta:
        ordering = ["from_kind", "from_key", "chapter__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_kind", "from_key", "chapter"], name="crosswalk_once"
            )
        ]
        verbose_name = _("cross-reference")
        verbose_name_plural = _("cross-references")

    def __str__(self) -> str:
        return f"{self.from_key} → {self.chapter.number}"


class TargetGroup(Labelled):
    """Whom a practice is meant for."""

    slug = models.SlugField(_("slug"), unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
