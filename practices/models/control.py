"""What keeps a contribution in the State's hands, whichever part of Wagtail touches it."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from practices import publication


class Controlled:
    """Mixed into contributions: the gate on save, a trail of edits, and narrower permissions."""

    # No schedule of Wagtail's: "not public before" is part of what the State clears.
    settings_panels = []

    @cached_property
    def freshness(self):
        from practices.freshness import of

        return of(self)

    def get_admin_display_title(self):
        """Of what was public the public title: another one is a draft until it is submitted."""
        return self.title if self.first_published_at else super().get_admin_display_title()

    def save(self, *args, **kwargs):
        publication.refuse_around_review(self)
        super().save(*args, **kwargs)

    def clean(self):
        from practices.references import foreign

        super().clean()
        for _name, sentence in foreign(self):
            raise ValidationError(sentence)

    def without_foreign_links(self, html):
        from practices.references import without_foreign_links

        return without_foreign_links(self, html) if "linktype=" in html else html

    def save_revision(self, user=None, **kwargs):
        from practices.references import refuse_foreign
        from practices.revisions import after_saving

        self.sanitise()
        refuse_foreign(self)  # whoever saves: a form asks earlier, in clean()
        latest = self.get_latest_revision()
        # Read now: an autosave writes over the same row.
        before = (latest.pk, latest.content) if latest else (None, {})
        revision = super().save_revision(user=user, **kwargs)
        after_saving(self, *before, revision, user)
        return revision

    def permissions_for_user(self, user):
        from practices.page_permissions import ContributionPermissionTester

        return ContributionPermissionTester(user, self)
