"""Pages that every address leads through: home, the lists, and the topics.

If one officer gave the list of practices another address, or took it away, all that States have
shared would be gone from where it is cited. `prepare_portal` puts these pages where they are.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from practices.page_permissions import FixedPlaceTester

from .worded import Worded


class FixedPlace(Worded):
    """Mixed into pages, before Page: no other address, no schedule, no end."""

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("seo_title", "search_description", "show_in_menus")]
        )
    ]

    def clean(self) -> None:
        """Also asked whenever a page is saved, and for each revision."""
        super().clean()
        stored = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if stored is not None and stored != self.slug:
            raise ValidationError(_("The address of this page is fixed: other addresses need it."))
        if self.go_live_at or self.expire_at:
            raise ValidationError(_("This page is always public, so it has no schedule."))

    def permissions_for_user(self, user) -> FixedPlaceTester:
        return FixedPlaceTester(user, self)
