"""Session packs: what was public on a meeting or a theme at one moment."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.languages import Language


class SessionPack(models.Model):
    """A dated snapshot. Its files are written from `content` alone, so that they stay the same.

    `content` is {"entries": [{"id", "title", "language"}, …], "document": see packs.document}.
    """

    about = models.CharField(_("about"), max_length=300)  # meeting:slug, challenge:slug, chapter:1
    title = models.CharField(_("title"), max_length=1100)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("session pack")
        verbose_name_plural = _("session packs")

    def __str__(self) -> str:
        return self.title
