"""Which contributions a visitor compares: the address says it, no cookie and no session."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from practices.models import ContributionPage

MOST = 4
LONGEST_ID = 18  # digits; more do not fit a column of the database


class Choice:
    """The published contributions named by /compare/?page=…&page=…, in that order."""

    def __init__(self, params: QueryDict) -> None:
        self.written = list(dict.fromkeys(value for value in params.getlist("page") if value))

    @cached_property
    def pages(self) -> list[ContributionPage]:
        return self._known[:MOST]

    @cached_property
    def _known(self) -> list[ContributionPage]:
        ids = [int(value) for value in self.written if _is_id(value)]
        pages = ContributionPage.objects.published().filter(pk__in=ids).with_terms().specific()
        found = {page.pk: page for page in pages}
        return [found[pk] for pk in dict.fromkeys(ids) if pk in found]

    @property
    def ids(self) -> list[int]:
        return [page.pk for page in self.pages]

    @property
    def is_full(self) -> bool:
        return len(self.ids) == MOST

    @property
    def notices(self) -> Iterator[str]:
        if len(self._known) > MOST:
            yield _("You can compare at most %d; the others were left out.") % MOST
        if len(self._known) < len(self.written):
            yield _("A selected item does not exist or is not public; it was left out.")

    def url_with(self, page_id: int) -> str:
        return url_of([*self.ids, page_id])

    def url_without(self, page_id: int) -> str:
        return url_of([pk for pk in self.ids if pk != page_id])


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= LONGEST_ID


def url_of(page_ids: Iterable[int]) -> str:
    params = urlencode([("page", pk) for pk in page_ids])
    return reverse("compare") + (f"?{params}" if params else "")
