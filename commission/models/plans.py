"""Workplans of the Commission, and what the Secretariat reported of their discussions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commission.dates import Precision, span
from taxonomy.models.labels import Labelled

from .meetings import Figure


class Workplan(Labelled):
    """A plan of several years; its challenges are the workplan items of the taxonomy."""

    slug = models.SlugField(_("slug"), unique=True)
    adopted = models.DateField(_("adopted"), null=True, blank=True)
    precision = models.CharField(
        _("known of the date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Public, in English."))
    source = models.CharField(_("source"), max_length=255, blank=True)
    verified = models.BooleanField(_("verified"), default=False)

    class Meta:
        ordering = ["first_year"]
        verbose_name = _("workplan")
        verbose_name_plural = _("workplans")

    @property
    def adopted_when(self) -> str:
        return span(self.adopted, None, self.precision) if self.adopted else ""


class ReportedFigure(models.Model):
    """A total that the Secretariat reported over several meetings; never one counted here."""

    class What(models.TextChoices):
        STATES = "states", _("interventions of Member States")
        CIVIL_SOCIETY = "civil_society", _("speakers of civil society")
        EXPERTS = "experts", _("contributions of experts of organizations")

    what = models.CharField(_("what was counted"), max_length=20, choices=What, unique=True)
    qualifier = models.CharField(
        _("precision"), max_length=10, choices=Figure.Qualifier, default=Figure.Qualifier.EXACT
    )
    number = models.PositiveIntegerField(_("number"))
    since = models.DateField(_("counted since"), null=True, blank=True)
    reported = models.DateField(_("reported on"))
    source = models.CharField(_("source"), max_length=255)
    verified = models.BooleanField(_("verified"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reported total")
        verbose_name_plural = _("reported totals")

    def __str__(self) -> str:
        return f"{self.get_qualifier_display()} {self.number} {self.get_what_display()}"


class LoadedRow(models.Model):
    """What a row of commission/data held when it was loaded: what officers changed since stays."""

    file = models.CharField(max_length=50)
    key = models.CharField(max_length=150)
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "key"], name="loaded_row_once")]

    def __str__(self) -> str:
        return f"{self.file}: {self.key}"
