"""Wagtail's answers to "may this user ...?" for contributions and the pages above them."""

from wagtail.models import PagePermissionTester

from . import permissions


class WithoutLocks(PagePermissionTester):
    """A lock would keep the State out of its own text, and officers out of their review.

    Nobody restricts who reads a page either: what is no longer for the public is withdrawn, and
    comes back by a new clearance and two officers.
    """

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False


class WordedTester(WithoutLocks):
    """Words change by two officers, and below such a page nothing is created as public."""

    def can_publish(self) -> bool:
        return False  # a proposal does (approvals.words)

    def can_publish_subpage(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_delete(self, ignore_bulk=False) -> bool:
        """What the public has read is taken off, which can be undone, and never deleted."""
        never_public = self.page.first_published_at is None
        return never_public and super().can_delete(ignore_bulk)


class FixedPlaceTester(WordedTester):
    """Nobody chooses whether these pages exist, or where."""

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk=False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class ContributionPermissionTester(WithoutLocks):
    """No role publishes by hand, superusers included: the review does (review.workflow)."""

    def can_edit(self) -> bool:
        return super().can_edit() and not permissions.hides_text(self.user, self.page)

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return self.page.live and permissions.may_withdraw(self.user, self.page)

    def can_submit_for_moderation(self) -> bool:
        return False  # the guided form does, with the State's clearance

    def can_delete(self, ignore_bulk=False) -> bool:
        """Drafts that were never public, by those who write them; the rest is withdrawn."""
        never_public = self.page.first_published_at is None
        # A focal point has no rights of an editor, but discards drafts in the guided form.
        return never_public and permissions.may_clear(self.user, self.page)

    def can_move(self) -> bool:
        """Drafts of the Secretariat only: elsewhere a State's text is another one's to read."""
        if self.page.live or permissions.belongs_to_a_state(self.page):
            return False
        return permissions.is_secretariat(self.user) and self.can_edit()

    def can_move_to(self, destination) -> bool:
        return self.can_move() and super().can_move_to(destination)

    def can_copy_to(self, destination, recursive=False) -> bool:
        """Words that a State has handed in are read, and published, as its own only."""
        same = permissions.is_of_same_state(self.page, destination)
        return same and super().can_copy_to(destination, recursive)
