"""Open sessions of accounts, and counted attempts."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.lists import listed

# How browsers call themselves; each also names those below it.
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


class SignIn(models.Model):
    """One browser in which a person is signed in; without its row a session is worth nothing.

    Django's sessions cannot be listed by person. The key stands in the session; the session's own
    key is not kept here, so that reading this table opens nothing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    key = models.CharField(max_length=43, unique=True)
    since = models.DateTimeField(_("since"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen"), default=timezone.now)
    address = models.GenericIPAddressField(_("address"), null=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)

    class Meta:
        ordering = ["-seen_at"]
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        return f"{self.user} – {self.browser}"

    @property
    def device(self) -> str | Promise:
        """The browser in words a person knows, such as “Firefox, Windows”."""
        found = [_first(self.browser, BROWSERS), _first(self.browser, SYSTEMS)]
        return listed(filter(None, found)) or _("Another browser")


def _first(text, names) -> str:
    return next((name for sign, name in names.items() if sign in text), "")


class Attempt(models.Model):
    """Something that may be tried only so often, by somebody whose name is not readable here."""

    what = models.CharField(max_length=30)
    who = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["what", "who", "at"], name="attempt_of_whom")]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
