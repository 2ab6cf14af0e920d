"""The Commission, its subsidiary bodies, and the organizations that speak before them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models.labels import Labelled

UNCONFIRMED = _("What no source of the United Nations says yet; never public.")


class BodyQuerySet(models.QuerySet):
    def public(self) -> "BodyQuerySet":
        """The only bodies that visitors see."""
        return self.filter(verified=True)


class Body(Labelled):
    """The Commission or one of its subsidiary bodies."""

    code = models.SlugField(_("code"), unique=True)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    is_subsidiary = models.BooleanField(_("subsidiary body"), default=True)
    founded_by = models.CharField(_("founding resolution"), max_length=255, blank=True)
    membership = models.TextField(_("membership"), blank=True)
    rhythm = models.CharField(_("how often it meets"), max_length=255, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    unconfirmed = models.TextField(_("to be confirmed"), blank=True, help_text=UNCONFIRMED)
    source = models.CharField(_("source"), max_length=255, blank=True)
    verified = models.BooleanField(_("verified"), default=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")


class Organization(Labelled):
    """Who speaks or pledges and is not a Member State."""

    class Kind(models.TextChoices):
        UNITED_NATIONS = "un", _("United Nations entity")
        INTERGOVERNMENTAL = "igo", _("intergovernmental organization")
        CIVIL_SOCIETY = "civil_society", _("civil society organization")
        ACADEMIC = "academic", _("university or institute")

    slug = models.SlugField(_("slug"), unique=True)
    acronym = models.CharField(_("acronym"), max_length=50, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    is_sample = models.BooleanField(_("sample content"), default=False, editable=False)

    class Meta:
        ordering = ["label_en"]
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
