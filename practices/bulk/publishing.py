"""Publishes many new contributions at once, with all that follows from one publication each."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published

from practices import references
from practices.models import ContributionPage, PublicationEvent
from practices.publication import PublicationRefusedError

from . import indexes
from .adding import add, log
from .tables import BATCH, announce

# Of these a revision says what they were before the page went public.
OF_PUBLICATION = (
    "live",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
)


def check(page: ContributionPage) -> None:
    """Raise ValidationError unless a new page is fit to be published; `state` must be set.

    Asks nothing of the database but what a page refers to. Its place and address are given by
    `publish_new`.
    """
    page.sanitise()
    links = [field.name for field in page._meta.concrete_fields if field.is_relation]
    page.clean_fields(exclude=["path", "depth", "slug", *links])
    for name, sentence in references.foreign(page):
        raise ValidationError({name: sentence})


@transaction.atomic
def publish_new(
    placed: Sequence[tuple[Page, ContributionPage]], user: AbstractBaseUser | None, way: str
) -> None:
    """Insert checked pages, each below the page before it, and publish them.

    As `add_child` and `save_and_publish` do it for one: each gets a revision, an event and entries
    in Wagtail's log; trail, mail and marks follow. No review is under way for a new page, and
    there is no earlier text to compare.
    """
    if not way:
        raise PublicationRefusedError(_("Contributions are published by the review only."))
    pages = [page for _place, page in placed]
    drafts = [_made_public(page, user, way) for page in pages]
    add(placed)
    for page, revision in zip(pages, _insert_revisions(pages, drafts, user), strict=True):
        page.live_revision = page.latest_revision = revision
    PublicationEvent.objects.record_each(pages, PublicationEvent.Kind.PUBLISHED, way, user)
    log("wagtail.publish", pages, user)
    indexes.write(pages)
    for page in pages:
        page_published.send(type(page), instance=page, revision=page.live_revision)
        published.send(type(page), instance=page, revision=page.live_revision)


def _made_public(page: ContributionPage, user: AbstractBaseUser | None, way: str) -> dict:
    """Returns what the revision says otherwise: it is the draft from which the page was made."""
    draft = {name: getattr(page, name) for name in OF_PUBLICATION}
    now = timezone.now()
    page.way, page.acting_user = way, user
    page.live, page.last_published_at, page.latest_revision_created_at = True, now, now
    page.first_published_at = page.first_published_at or now
    return draft


def _insert_revisions(
    pages: Sequence[ContributionPage], drafts: Sequence[dict], user: AbstractBaseUser | None
) -> list[Revision]:
    revisions = [
        Revision(
            content_type=page.content_type,
            base_content_type=page.get_base_content_type(),
            object_id=str(page.pk),
            user=user,
            created_at=page.latest_revision_created_at,
            content=page.serializable_data() | draft,
            object_str=str(page),
        )
        for page, draft in zip(pages, drafts, strict=True)
    ]
    for revision in revisions:
        announce(revision)
    Revision.objects.bulk_create(revisions, batch_size=BATCH)
    own = Revision.objects.filter(pk__in=[revision.pk for revision in revisions])
    own = own.filter(object_id=Cast(OuterRef("pk"), CharField())).values("pk")
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(
        live_revision=Subquery(own), latest_revision=Subquery(own)
    )
    return revisions
