"""Documents for annexes of which a file of rows holds only the titles."""

from collections.abc import Sequence

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection

from practices import file_rules
from practices.bulk import indexes, tables
from practices.file_collections import state_collection
from practices.models import Annex, ContributionPage
from taxonomy.models import MemberState
from uploads import accept_document, names


class Annexes:
    """Gives every annex the same content."""

    def __init__(self, content: bytes) -> None:
        # Looked at once: it is the same for all.
        accept_document(ContentFile(content, "annex.pdf"))
        self.content = content
        self.collections: dict[int | None, Collection] = {}

    def attach(self, wanted: Sequence[tuple[ContributionPage, Sequence[str]]]) -> None:
        self._open_collections([page.state for page, titles in wanted if titles])
        documents = []
        for page, titles in wanted:
            made = [self._document(title, page.state) for title in titles]
            page.annexes = [Annex(title=document.title, document=document) for document in made]
            documents += made
        _insert(documents)
        for page, _titles in wanted:
            for annex in page.annexes.all():
                annex.document = annex.document  # it has its number now

    def _document(self, title: str, state: MemberState | None) -> AbstractDocument:
        file = ContentFile(self.content, names.titled(title, "annex.pdf"))
        file.accepted = True
        return get_document_model()(
            title=title[:255],
            file=file,
            file_size=file.size,
            collection=self.collections[state and state.pk],
        )

    def _open_collections(self, states: Sequence[MemberState | None]) -> None:
        """In the order of their names: Wagtail keeps it, and would move all that come after."""
        new = {state and state.pk: state for state in states}
        for key, state in sorted(new.items(), key=lambda item: str(item[1])):
            if key not in self.collections:
                self.collections[key] = state_collection(state)


def _insert(documents: Sequence[AbstractDocument]) -> None:
    """As each would be saved: its file is stored, the trail tells of it, and it is found."""
    for document in documents:
        tables.announce(document)
    get_document_model().objects.bulk_create(documents)
    file_rules.record_uploads(documents, None)
    indexes.write(documents)
