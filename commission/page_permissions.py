"""Wagtail's answers to "may this user ...?" for entries of the Commission's record.

Officers write drafts; publication, withdrawal and another place take two of them
(commission.proposals). Focal points have no part in it, whichever State an entry names.
"""

from wagtail.models import Page

from practices.page_permissions import WordedTester


class RecordPermissionTester(WordedTester):
    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk=False) -> bool:
        """A draft that was never public, with nothing below it."""
        return self.page.is_leaf() and super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_copy(self) -> bool:
        """Of no meeting, statement or symbol are there two."""
        return False

    def can_copy_to(self, destination: Page, recursive=False) -> bool:
        return False
