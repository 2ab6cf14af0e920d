"""Makes public what rows of a table say: new statements together, others one by one."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from commission.models import InterventionPage, RecordPage
from practices import file_rules
from practices.bulk import indexes, publishing, tables
from practices.file_collections import state_collection
from practices.models import Annex
from submission.importer.slugs import Slugs
from uploads import names

from .archive import Entry
from .checked import CREATED, UPDATED, Checked
from .interventions import earlier
from .portions import portions

SOURCE = "Handed in to the Secretariat"  # where a row names none
TITLES = {
    "statement": "Statement of {}",
    "presentation": "Presentation of {}",
    "video": "Video message of {}",
    "written": "Written contribution of {}",
}
PLAIN = (
    "kind", "state", "organization", "segment", "on_behalf_of", "language", "spoken", "date",
    "speaker_role", "speaker_name", "summary", "text", "source_url", "challenges", "chapters",
    "recommendations", "target_groups", "policy_documents",
)  # fmt: skip


class Writer:
    """`user` is who lets it go public; `way` is how (practices.publication)."""

    model: type[RecordPage] = InterventionPage
    earlier = staticmethod(earlier)

    def __init__(self, user: AbstractBaseUser | None, way: str, is_sample: bool = False) -> None:
        self.user, self.way, self.is_sample = user, way, is_sample
        self.slugs = Slugs()

    @transaction.atomic
    def write(self, rows: Sequence[Checked]) -> None:
        """Checked rows without faults; what was written in the meantime is not written twice."""
        pages = self.earlier(rows)
        new = [row for row in rows if row.outcome == CREATED and row.key not in pages]
        for portion in portions(new, _size):
            self._create(portion)
        for row in rows:
            page = pages.get(row.key)
            if row.outcome == UPDATED and page is not None and page.import_digest != row.digest:
                self._update(page, row)

    def _create(self, rows: Sequence[Checked]) -> None:
        made = [(row, self._page(row)) for row in rows]
        documents = [self._document(entry, page) for row, page in made for entry in row.files]
        _insert(documents, self.user)
        waiting = iter(documents)
        for row, page in made:
            page.annexes = [_annex(entry, next(waiting)) for entry in row.files]
            publishing.check(page)
            page.slug = self.slugs.new(row.data["meeting"], page.title)
        placed = [(row.data["meeting"], page) for row, page in made]
        publishing.publish_new(placed, self.user, self.way)

    def _page(self, row: Checked) -> RecordPage:
        page = self.model(import_key=row.key, is_sample=self.is_sample, live=False)
        self._fill(page, row)
        return page

    def _fill(self, page: RecordPage, row: Checked) -> None:
        data = row.data
        for name in PLAIN:
            setattr(page, name, data[name])
        page.meeting, page.body = data["meeting"], data["meeting"].body
        page.was_delivered, page.is_speaker_public = data["delivered"], data["speaker_public"]
        page.title = data["title"] or TITLES[page.kind].format(row.whose)
        page.draft_title, page.import_digest = page.title, row.digest
        page.source = data["source"] or SOURCE

    def _update(self, page: RecordPage, row: Checked) -> None:
        self._fill(page, row)
        self._replace_files(page, row)
        publishing.check(page)
        page.save_and_publish(self.user, self.way)

    def _replace_files(self, page: RecordPage, row: Checked) -> None:
        kept = {annex.document.get_file_hash(): annex.document for annex in page.annexes.all()}
        annexes = []
        for entry in row.files:
            document = self._document(entry, page)
            if document.file_hash in kept:
                document = kept[document.file_hash]
            else:
                _insert([document], self.user)
            annexes.append(_annex(entry, document))
        page.annexes = annexes

    def _document(self, entry: Entry, page: RecordPage) -> AbstractDocument:
        """Looked at before, when the row was checked: what the ZIP holds has not changed since."""
        content = entry.read()
        kind = names.kind_of(entry.name)
        file = ContentFile(content.read(), names.safe(entry.name, kind))
        file.accepted = True
        content.seek(0)
        return get_document_model()(
            title=_title(entry),
            file=file,
            file_size=file.size,
            file_hash=hashlib.sha1(content.read(), usedforsecurity=False).hexdigest(),
            collection=state_collection(page.belongs_to),
            uploaded_by_user=self.user,
        )


def _size(row: Checked) -> int:
    return sum(entry.size for entry in row.files)


def _annex(entry: Entry, document: AbstractDocument) -> Annex:
    return Annex(title=_title(entry), document=document)


def _title(entry: Entry) -> str:
    """The name of the file, as people read it."""
    stem = PurePosixPath(entry.name).stem.replace("_", " ").strip()
    return (stem or entry.name)[:255]


def _insert(documents: Sequence[AbstractDocument], user: AbstractBaseUser | None) -> None:
    """As each would be saved: its file is stored, the trail tells of it, and it is found."""
    for document in documents:
        tables.announce(document)
    get_document_model().objects.bulk_create(documents)
    file_rules.record_uploads(documents, user)
    indexes.write(documents)
