"""How often something was asked for on a day; never by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

KEY_MAX_LENGTH = 255


class DailyCount(models.Model):
    class Kind(models.TextChoices):
        VIEW = "view", _("page viewed")
        SEARCH = "search", _("search")
        NOTHING = "nothing", _("search without results")
        FILTER = "filter", _("filter used")
        LANGUAGE = "language", _("search in a language")

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    key = models.CharField(_("what"), max_length=KEY_MAX_LENGTH, blank=True)
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("count of a day")
        verbose_name_plural = _("counts of days")
        constraints = [
            models.UniqueConstraint(fields=["day", "kind", "key"], name="usage_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.key}: {self.count}"
