"""Public facts of national implementation workshops."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from commission.models import RecordPage
from taxonomy.models import MemberState, PolicyDocument


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def public(self) -> "WorkshopQuerySet":
        """Those whose States agree; nothing of a room is among their columns."""
        return self.filter(is_public=True)


class Workshop(models.Model):
    """What everybody may know of a workshop, if its State agrees (`is_public`).

    Of workshops that documents of the Commission name, see workshops.facts.
    """

    slug = models.SlugField(_("slug"), unique=True)
    state = models.ForeignKey(
        MemberState, models.PROTECT, related_name="workshops", verbose_name=_("Member State")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, help_text=_("Where only a period is known.")
    )
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, help_text=_("Where the day is not known.")
    )
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=255, blank=True)
    partners = models.CharField(_("partners"), max_length=500, blank=True)
    donors = models.CharField(_("donors"), max_length=500, blank=True)
    texts = models.ManyToManyField(
        PolicyDocument, blank=True, related_name="workshops", verbose_name=_("texts covered")
    )
    is_public = models.BooleanField(_("the State agrees to a public page"), default=False)
    source = models.CharField(_("source"), max_length=255, blank=True)
    certainty = models.CharField(
        _("certainty"),
        max_length=1,
        choices=RecordPage.Certainty,
        default=RecordPage.Certainty.OFFICIAL,
    )
    is_sample = models.BooleanField(_("sample content"), default=False, editable=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "slug"]
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")

    def __str__(self) -> str:
        return f"{self.state}, {self.year or self.slug}"

    @property
    def in_month(self) -> date | None:
        """A day of the month in which it took place, where that is all that is known."""
        return date(self.year, self.month, 1) if self.year and self.month else None
