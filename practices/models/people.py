"""Focal points of a Member State, and its collection of files."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState


class FocalPoint(models.Model):
    """A person who writes and clears for one State; one row per State the person serves."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="focal_points",
        verbose_name=_("person"),
    )
    state = models.ForeignKey(
        MemberState,
        models.PROTECT,
        related_name="focal_points",
        verbose_name=_("Member State"),
    )
    office = models.CharField(_("office"), max_length=255, blank=True)
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        ordering = ["state__name_en", "user__last_name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "state"], name="focal_point_once_per_state")
        ]
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")

    def __str__(self) -> str:
        return f"{self.user} – {self.state}"


class StateCollection(models.Model):
    """The collection with a State's files; by key, because States and collections are renamed."""

    state = models.OneToOneField(
        MemberState, models.PROTECT, primary_key=True, related_name="file_collection"
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection", models.PROTECT, related_name="file_state"
    )

    class Meta:
        verbose_name = _("collection of a State")
        verbose_name_plural = _("collections of States")

    def __str__(self) -> str:
        return f"{self.state}"
