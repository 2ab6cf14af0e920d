"""Gate of publication: a contribution becomes public by the review or a named exception only.

Every way to publish in Wagtail (editor, bulk action, copy, schedule, alias, code) ends in saving a
live page. So the gate stands there, and not in front of each way. Whoever is allowed through says
so: `page.publish(revision, way=...)`.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision

from practices import wagtail_log

REVIEW = "review"
IMPORT = "import"
RECLASSIFICATION = "reclassification"
DEMONSTRATION = "demonstration"
APPROVAL = "approval"  # two officers: the app approvals
TRANSLATION = "translation"  # the original stays as it is: the app translations


class PublicationRefusedError(PermissionDenied):
    """Somebody tried to make a contribution public without its review."""


class Gated:
    """Mixed into pages; `way` names how this version goes public, and is empty for all others.

    Wagtail saves the same instance, which writes the publication event with way and user.
    """

    way = ""
    acting_user = None

    def publish(
        self,
        revision: Revision,
        user=None,
        *,
        way: str = "",
        skip_permission_checks: bool = False,
        **options,
    ) -> None:
        is_plain = way == REVIEW and not options and not _renames(revision)
        if is_plain:
            options["log_action"] = False
        action = PublishPageRevisionAction(revision, user=user, **options)
        action.object.way = way
        action.object.acting_user = user
        action.execute(skip_permission_checks=bool(way) or skip_permission_checks)
        if is_plain:
            values = {"revision": revision, "content_changed": True}
            wagtail_log.write(wagtail_log.entry("wagtail.publish", action.object, user, **values))

    def save_and_publish(self, user, way: str) -> None:
        """The page as it is now, as a new revision that is public at once."""
        self.way = way
        revision = self.save_revision(user=user, clean=False)
        self.publish(revision, user=user, way=way, log_action=True)

    def unpublish(self, *args, user=None, **options) -> None:
        self.acting_user = user
        super().unpublish(*args, user=user, **options)

    def who_acts(self) -> AbstractBaseUser | None:
        """Who publishes or withdraws; Wagtail's views withdraw without naming anybody."""
        return self.acting_user or get_active_log_context().user


def _renames(revision: Revision) -> bool:
    """Whether Wagtail enters more than that: the title is another than that of the page read."""
    return revision.content_object.title != revision.content["title"]


def refuse_around_review(page: Page) -> None:
    """Raise unless saving this page leaves the public version as it is, or the gate is open."""
    if page.way:
        return
    if page.alias_of_id is not None:
        raise PublicationRefusedError(_("A contribution stands in one place only."))
    if page.live and _goes_public(page):
        raise PublicationRefusedError(_("Contributions are published by the review only."))


def _goes_public(page: Page) -> bool:
    stored = type(page).objects.filter(pk=page.pk).values_list("live", "live_revision_id").first()
    return stored != (True, page.live_revision_id)


def refuse_around_approval(page: Page, names) -> None:
    """The same for the Secretariat's own pages: their public words change by two officers only.

    A new page is put online by code alone (`prepare_portal`); no role creates one as public.
    """
    if page.way or not page.live:
        return
    stored = type(page).objects.filter(pk=page.pk).first()
    if stored is None:
        return
    if not stored.live or any(stored.word(name) != page.word(name) for name in names):
        raise PublicationRefusedError(
            _("Words that the public reads are proposed, and another officer publishes them.")
        )
