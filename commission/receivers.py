"""Signal receivers: what is certain enough, Wagtail's index, terms, symbols that texts name."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext as _

from practices import public_changes
from practices.publication import PublicationRefusedError
from practices.receivers import keep_in_index
from practices.signals import publication_changed
from secretariat import trail_words
from submission.signals import begun
from translations.signals import public_texts_read

from . import answering, requests, symbols_named
from .models import RECORD_MODELS, Body, Organization, RecordPage, ReportedFigure, Workplan


def refuse_uncertain(instance: RecordPage, raw: bool = False, **kwargs: object) -> None:
    """Also asked of each of many new pages (practices.bulk), whatever way they go public."""
    if not raw and instance.live and not instance.is_verified:
        raise PublicationRefusedError(
            _("Only what a source of the United Nations says is made public.")
        )


def connect() -> None:
    begun.connect(answering.link, dispatch_uid="commission.answer")
    trail_words.MODELS.extend((*RECORD_MODELS, Body, Organization, Workplan))
    publication_changed.connect(requests.close_with_withdrawal, dispatch_uid="commission.requests")
    for model in RECORD_MODELS:
        keep_in_index(model)
        pre_save.connect(refuse_uncertain, model)
    for signal in (post_save, post_delete):
        for model in (Body, Organization, ReportedFigure, Workplan):
            signal.connect(public_changes.note, model, dispatch_uid="commission.public_change")
    public_texts_read.connect(symbols_named.follow_texts, dispatch_uid="commission.symbols_named")
