"""Member States and the three schemes of regions the Secretariat works with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.in_language import InLanguage

from .labels import Labelled, in_interface

NAME_MAX_LENGTH = 255


class RegionQuerySet(models.QuerySet["Region"]):
    def public(self) -> "RegionQuerySet":
        """Regions whose membership is established; the others stay out of public view."""
        return self.filter(membership_verified=True)


class Region(Labelled):
    """A region of one scheme: UN regional group, M49 region or regional body of the Commission."""

    class Scheme(models.TextChoices):
        UN_GROUP = "un_group", _("UN regional groups")
        M49 = "m49", _("Geographic regions (M49)")
        CND_BODY = "cnd_body", _("Regional bodies of the Commission")

    key = models.SlugField(_("key"), unique=True)
    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme)
    code = models.CharField(_("code"), max_length=10, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    membership_verified = models.BooleanField(_("membership verified"), default=False)
    source = models.CharField(_("source"), max_length=255, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class MemberState(models.Model):
    """A Member State of the United Nations; codes are ISO 3166-1 and M49."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    alpha3 = models.CharField(_("three-letter code"), max_length=3, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3)
    name_en = models.CharField(_("name (English)"), max_length=NAME_MAX_LENGTH)
    name_fr = models.CharField(_("name (French)"), max_length=NAME_MAX_LENGTH, blank=True)
    name_es = models.CharField(_("name (Spanish)"), max_length=NAME_MAX_LENGTH, blank=True)
    name_ar = models.CharField(_("name (Arabic)"), max_length=NAME_MAX_LENGTH, blank=True)
    name_ru = models.CharField(_("name (Russian)"), max_length=NAME_MAX_LENGTH, blank=True)
    name_zh = models.CharField(_("name (Chinese)"), max_length=NAME_MAX_LENGTH, blank=True)
    m49_subregion = models.CharField(_("sub-region"), max_length=100, blank=True)
    ldc = models.BooleanField(_("least developed country"), default=False)
    lldc = models.BooleanField(_("landlocked developing country"), default=False)
    sids = models.BooleanField(_("small island developing State"), default=False)
    regions = models.ManyToManyField(Region, through="RegionMembership", related_name="states")

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("Member State")
        verbose_name_plural = _("Member States")

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> InLanguage:
        return in_interface(self, "name")


class RegionMembership(models.Model):
    """A State in a region. Türkiye sits in two UN groups but counts once, in one of them."""

    state = models.ForeignKey(MemberState, models.CASCADE, related_name="memberships")
    region = models.ForeignKey(Region, models.CASCADE, related_name="memberships")
    counts_in_totals = models.BooleanField(_("counts in totals"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "region"], name="region_membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.state} – {self.region}"
