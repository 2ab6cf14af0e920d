"""Rules for documents and images: never exchanged, nor deleted while a text names them.

A clearance and two approvals are about a text with its files. So the file of a document never
changes, whoever tries: another file is another document, which makes another text to clear.
"""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Revision

from audit import trail
from common.lists import listed

from .content import files_of
from .models import ContributionPage

# {relation of a contribution: field of its rows}; "document" is the strategy's own field.
DOCUMENTS = {"annexes": "document"}
IMAGES = {"images": "image"}


class FileRuleError(PermissionDenied):
    """The message says in plain words what the rule is."""


def refuse_exchange(sender, instance, **kwargs) -> None:
    stored = sender.objects.filter(pk=instance.pk).values_list("file", flat=True).first()
    if stored and stored != instance.file.name:
        raise FileRuleError(
            _("A file cannot be replaced. Upload the new file as a new document or image.")
        )


def refuse_other_state(sender, instance, **kwargs) -> None:
    """The collection says whose a file is, and so who may read it before it is public."""
    stored = sender.objects.filter(pk=instance.pk).select_related("collection").first()
    if stored is None or stored.collection_id == instance.collection_id:
        return
    if any(hasattr(file.collection, "file_state") for file in (stored, instance)):
        raise FileRuleError(_("A file stays with its State. Upload it there as a new one."))


def refuse_deletion(sender, instance, **kwargs) -> None:
    titles = [page.title for page in naming(instance)]
    if titles:
        raise FileRuleError(
            _("“%(file)s” cannot be deleted: it belongs to %(pages)s.")
            % {"file": instance.title, "pages": listed(f"“{title}”" for title in titles[:3])}
        )


def naming(file) -> Iterator[ContributionPage]:
    """Contributions whose public or newest text names the file; drafts are known by revisions."""
    lists = IMAGES if isinstance(file, get_image_model()) else DOCUMENTS
    for relation, field in lists.items():
        yield from ContributionPage.objects.filter(**{f"{relation}__{field}": file}).distinct()
    latest = ContributionPage.objects.exclude(latest_revision=None).values("latest_revision")
    revisions = Revision.objects.filter(pk__in=latest)
    for content, page_id in revisions.values_list("content", "object_id").iterator():
        if file.pk in files_of(content)[lists is IMAGES]:
            yield ContributionPage.objects.get(pk=page_id)


def record_upload(sender, instance, created, raw=False, **kwargs) -> None:
    if created and not raw:
        record_uploads([instance], instance.uploaded_by_user)


def record_uploads(files, user) -> None:
    """The entries of files that one person has added, also of those that no `save()` tells of."""
    entries = [trail.draft("file added", None, user, after=_facts(file)) for file in files]
    trail.record_all(entries, user)


def record_deletion(sender, instance, **kwargs) -> None:
    trail.record("file deleted", None, None, before=_facts(instance))


def _facts(file) -> dict:
    """Without the title: officers read the trail, and the file may belong to a draft of a State."""
    return {
        "kind": file._meta.model_name,
        "id": file.pk,
        "hash": file.file_hash or "",
        "collection": file.collection.name,
    }


def connect() -> None:
    for model in (get_document_model(), get_image_model()):
        name = model._meta.label_lower
        for signal, rule in (
            (pre_save, refuse_exchange),
            (pre_save, refuse_other_state),
            (pre_delete, refuse_deletion),
            (post_save, record_upload),
            (post_delete, record_deletion),
        ):
            signal.connect(rule, model, dispatch_uid=f"{rule.__name__} {name}")
