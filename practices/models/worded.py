"""Pages whose words are the Secretariat's: what the public reads there is changed by two officers.

An officer edits a draft; the draft is proposed, and another officer publishes it (approvals.words).
"""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from practices import publication
from practices.page_permissions import WordedTester

from .restricted import SeldomRestricted


class Worded(publication.Gated, SeldomRestricted):
    """Mixed into pages; `words` are what a proposal shows, and nothing else goes with them."""

    words: tuple[str, ...] = (
        "title",
        "slug",
        "seo_title",
        "search_description",
        "show_in_menus",
    )
    settings_panels: list = []  # no schedule

    def word(self, name: str) -> Any:
        """The value of one of `words`, as JSON keeps it."""
        return getattr(self, name)

    def all_words(self) -> dict:
        return {name: self.word(name) for name in self.words}

    def public_words(self) -> dict:
        """What the public reads now; the words of an empty page if it is not public."""
        stored = type(self).objects.filter(pk=self.pk, live=True).first()
        return (stored or type(self)()).all_words()

    def save(self, *args, update_fields=None, **kwargs) -> None:
        names = self.words if update_fields is None else set(self.words) & set(update_fields)
        if names or "live" in (update_fields or ()):
            publication.refuse_around_approval(self, names)
        if update_fields is None and self.live and self.first_published_at is None:
            self.first_published_at = timezone.now()  # put online by code
        super().save(*args, update_fields=update_fields, **kwargs)

    def permissions_for_user(self, user) -> WordedTester:
        return WordedTester(user, self)


def is_worded(page: Page | None) -> bool:
    return isinstance(page, Worded) and page.pk is not None
