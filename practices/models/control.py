"""Rules of saving a contribution, whichever part of Wagtail does it."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import COMMENTS_RELATION_NAME, ReferenceIndex, Revision, WorkflowState

from practices import publication, references
from practices.page_permissions import ContributionPermissionTester
from practices.signals import revision_saved

from . import changed_rows
from .events import EXPIRY, UNPUBLISHED, PublicationEvent
from .restricted import SeldomRestricted

# What Wagtail writes on a page when a draft is saved; the public text is not among it.
OF_DRAFTS = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}
# No form fills these; that they name a row, or are unique, the database sees to by itself.
KEPT_BY_DATABASE = {
    "content_type",
    "latest_revision",
    "live_revision",
    "locale",
    "path",
    "state",
    "translation_key",
}


def is_of_drafts(update_fields) -> bool:
    """Whether a save writes nothing but what Wagtail writes when a draft is saved."""
    return update_fields is not None and OF_DRAFTS.issuperset(update_fields)


class Controlled(publication.Gated, SeldomRestricted):
    """Mixed into contributions: the gate on save, its events, and narrower permissions."""

    search_auto_update = False  # practices.receivers does, and not for drafts
    # No schedule of Wagtail's: "not public before" is part of what the State clears.
    settings_panels = []

    def get_admin_display_title(self) -> str:
        """Of what was public the public title: another one is a draft until it is submitted."""
        return self.title if self.first_published_at else super().get_admin_display_title()

    def save(self, *args, update_fields=None, **kwargs) -> None:
        publication.refuse_around_review(self)
        if is_of_drafts(update_fields):
            # Wagtail's indexes hold what is in the columns of the page: nothing of a draft.
            self._save_rows(*args, update_fields=update_fields, **kwargs)
        else:
            self._save_columns(*args, update_fields=update_fields, **kwargs)

    def full_clean(self, exclude=None, **options) -> None:
        super().full_clean(exclude={*(exclude or ()), *KEPT_BY_DATABASE}, **options)

    @transaction.atomic
    def _save_columns(self, *args, update_fields=None, **kwargs) -> None:
        stored = changed_rows.stored(self)
        was_live = bool(stored["live"])
        if stored["page"] and update_fields is None:
            update_fields = changed_rows.names(self, stored)
        self._save_rows(*args, update_fields=update_fields, **kwargs)
        # In hand with all that belongs to it; which files are public hangs on this.
        ReferenceIndex.create_or_update_for_object(self)
        if was_live or self.live:
            self._record_event(was_live)

    def _save_rows(self, *args, **kwargs) -> None:
        """Without Wagtail's tasks, which read the page again for each row of it."""
        from wagtail.signal_handlers import disable_reference_index_auto_update  # asks for Page

        with disable_reference_index_auto_update():
            super().save(*args, **kwargs)

    def is_site_root(self) -> bool:
        return False  # Wagtail asks at each save

    @property
    def current_workflow_state(self) -> WorkflowState | None:
        """None of what a review publishes: it has just ended, and Wagtail would look for more."""
        return None if self.way == publication.REVIEW else super().current_workflow_state

    def update_aliases(self, **kwargs) -> None:
        """There are none (`refuse_around_review`); Wagtail asks at each publication."""

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

    def get_latest_revision_as_object(self) -> Self:
        """As Wagtail's, which reads the page once more to make one of the revision."""
        if not self.has_unpublished_changes or self.latest_revision_id is None:
            return super().get_latest_revision_as_object()
        page = self.specific.with_content_json(self.latest_revision.content)
        page.latest_revision = self.latest_revision
        return page

    def with_content_json(self, content) -> Self:
        """Wagtail looks up each row that the content names; those the page names are there."""
        known = {
            field.name: field
            for field in self._meta.concrete_fields
            if field.many_to_one and content.get(field.name) == getattr(self, field.attname)
        }
        known["latest_revision"] = self._meta.get_field("latest_revision")  # always the page's own
        rest = {name: value for name, value in content.items() if name not in known}
        page = super().with_content_json(rest)
        for field in known.values():
            setattr(page, field.attname, getattr(self, field.attname))
        if "state" in known and "state" in self._state.fields_cache:
            page.state = self.state
        page._cached_parent_obj = self.get_parent()
        return page

    def permissions_for_user(self, user) -> ContributionPermissionTester:
        return ContributionPermissionTester(user, self)
