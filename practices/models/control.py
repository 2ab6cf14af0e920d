"""What keeps a contribution in the State's hands, whichever part of Wagtail touches it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import COMMENTS_RELATION_NAME, Revision

from practices import publication, references
from practices.page_permissions import ContributionPermissionTester
from practices.signals import revision_saved

from .events import EXPIRY, UNPUBLISHED, PublicationEvent

# What Wagtail writes on a page when a draft is saved; the public text is not among it.
OF_DRAFTS = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


class Controlled(publication.Gated):
    """Mixed into contributions: the gate on save, its events, and narrower permissions."""

    # No schedule of Wagtail's: "not public before" is part of what the State clears.
    settings_panels = []

    def get_admin_display_title(self) -> str:
        """Of what was public the public title: another one is a draft until it is submitted."""
        return self.title if self.first_published_at else super().get_admin_display_title()

    @transaction.atomic
    def save(self, *args, update_fields=None, **kwargs) -> None:
        publication.refuse_around_review(self)
        is_draft = update_fields is not None and OF_DRAFTS.issuperset(update_fields)
        was_live = not is_draft and self._was_live()
        super().save(*args, update_fields=update_fields, **kwargs)
        if not is_draft and (was_live or self.live):
            self._record_event(was_live)

    def _was_live(self) -> bool:
        return type(self).objects.filter(pk=self.pk, live=True).exists()

    def _record_event(self, was_live: bool) -> None:
        if self.live:
            kinds = PublicationEvent.Kind
            kind, way = (kinds.CHANGED if was_live else kinds.PUBLISHED), self.way
        else:
            kind, way = PublicationEvent.Kind.WITHDRAWN, EXPIRY if self.expired else UNPUBLISHED
        PublicationEvent.objects.record(self, kind, way, self.who_acts())

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
