"""Password validator: no words about the portal."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The list that ASVS 6.1.2 asks for; a password may hold such words, and not consist of them.
# fmt: off
WORDS = [
    "portal", "practice", "practices", "good", "best", "unodc", "cnd", "commission", "narcotic",
    "narcotics", "drugs", "drug", "secretariat", "vienna", "united", "nations", "member",
    "state", "states", "focal", "point", "officer", "admin", "strategy", "strategies", "ungass",
    "wagtail", "password",
]
# fmt: on


class NotAboutThePortal:
    def validate(self, password, user=None) -> None:
        rest = password.lower()
        for word in sorted(WORDS, key=len, reverse=True):
            rest = rest.replace(word, "")
        if sum(character.isalpha() for character in rest) < len(password) / 4:
            self._refuse(rest, password)

    def _refuse(self, rest, password) -> None:
        if len(rest) < len(password):  # some of the words were in it
            raise ValidationError(self.get_help_text(), code="about_the_portal")

    def get_help_text(self) -> str:
        return _("Not only words that have to do with the portal, such as “portal” or “UNODC”.")
