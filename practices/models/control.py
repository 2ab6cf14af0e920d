"""What keeps a contribution in the State's hands, whichever part of Wagtail touches it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Revision

from practices import publication, references
from practices.page_permissions import ContributionPermissionTester
from practices.signals import revision_saved


class Controlled(publication.Gated):
    """Mixed into contributions: the gate on save, a trail of edits, and narrower permissions."""

    # No schedule of Wagtail's: "not public before" is part of what the State clears.
    settings_panels = []

    def get_admin_display_title(self) -> str:
        """Of what was public the public title: another one is a draft until it is submitted."""
        return self.title if self.first_published_at else super().get_admin_display_title()

    def save(self, *args, **kwargs) -> None:
        publication.refuse_around_review(self)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        for _name, sentence in references.foreign(self):
            raise ValidationError(sentence)

    def without_foreign_links(self, html: str) -> str:
        return references.without_foreign_links(self, html) if "linktype=" in html else html

    @transaction.atomic
    def save_revision(self, user=None, **kwargs) -> Revision:
        self.sanitise()
        references.refuse_foreign(self)  # whoever saves: a form asks earlier, in clean()
        latest = self.get_latest_revision()
        # Read now: an autosave writes over the same row.
        earlier_id, before = (latest.pk, latest.content) if latest else (None, {})
        revision = super().save_revision(user=user, **kwargs)
        revision_saved.send(
            type(self),
            page=self,
            revision=revision,
            user=user,
            earlier_id=earlier_id,
            before=before,
        )
        return revision

    def permissions_for_user(self, user) -> ContributionPermissionTester:
        return ContributionPermissionTester(user, self)
