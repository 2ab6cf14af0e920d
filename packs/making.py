"""Making a session pack, and what of it is not public any more."""

import hashlib
import json
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from audit import trail
from common.in_language import InLanguage
from practices.models import ContributionPage

from .about import Subject
from .models import SessionPack
from .snapshot import take


@transaction.atomic
def make(about: str, subject: Subject, language: str, officer: AbstractBaseUser) -> SessionPack:
    """The trail keeps a digest of the content, so that a change of it would be noticed."""
    moment = timezone.now()
    content = take(subject, language, moment)
    pack = SessionPack.objects.create(
        about=about,
        title=subject.title,
        language=language,
        made_by=officer,
        made_at=moment,
        content=content,
    )
    facts = {"pack": pack.pk, "title": pack.title, "language": language}
    facts |= {"entries": len(content["entries"]), "digest": digest(pack)}
    trail.record("session pack made", subject.meeting, officer, after=facts)
    return pack


def digest(pack: SessionPack) -> str:
    written = json.dumps(pack.content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def withdrawn_since(pack: SessionPack) -> list[InLanguage]:
    """Titles of the entries that are not public any more, in whichever way that came."""
    known: Iterable[dict] = pack.content["entries"]
    ids = [entry["id"] for entry in known]
    public = ContributionPage.objects.published().filter(pk__in=ids).order_by()
    still = set(public.values_list("pk", flat=True))
    return [
        InLanguage(entry["title"], entry["language"]) for entry in known if entry["id"] not in still
    ]
