"""Turns checked rows into published pages, or brings the pages they made before up to date."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from common.digests import digest_of
from practices import publication
from practices.bulk import publishing
from practices.models import Citation, Link, PracticePage, StatePage, StrategyPage
from taxonomy.models import MemberState

from .annexes import Annexes
from .columns import items
from .slugs import Slugs

NOT_FIELDS = {"id", "state", "links", "cites", "source", "annexes", "first_published"}


def digest(row) -> str:
    """Fingerprint of a row as it stood in the file: an unchanged row needs no work."""
    return digest_of(row)


class NoPlaceError(Exception):
    """There is no page below which the row would stand; the message says what helps."""


class WithdrawnError(Exception):
    """The State has withdrawn the contribution; an import does not make it public again."""


class Checker:
    """Takes the place of the Writer on a dry run: it looks, and locks nothing."""

    def __init__(self) -> None:
        self.known, self.places = {}, {}

    def expect(self, keys: Iterable[str]) -> None:
        """Look up at once which of the next rows have been imported before."""
        keys = {key for key in keys if key}
        self.known = {
            (model, page.import_key): page
            for model in (PracticePage, StrategyPage)
            for page in model.objects.filter(import_key__in=keys).order_by("-pk")
        }

    def settle(self) -> None:
        """Nothing waits to be written."""

    def settle_before(self, key: str) -> None:
        """The same for the row of that key alone."""

    def write(self, model, data, fingerprint) -> str:
        """Returns "created", "updated" or "unchanged"."""
        self._place(data["state"])
        return self._outcome(model, data, fingerprint)

    def _outcome(self, model, data, fingerprint) -> str:
        page = self.known.get((model, data["id"]))
        if page is None:
            return "created"
        if page.import_digest == fingerprint:
            return "unchanged"
        # Samples pass: no State has given or taken back its word on them.
        if not page.live and not page.is_sample and page.first_published_at is not None:
            message = _(
                "“%s” was withdrawn; it becomes public again through the review only. Leave it out."
            )
            raise WithdrawnError(message % page.title)
        return "updated"

    def _place(self, state: MemberState | None) -> StatePage:
        key = state and state.pk
        if key not in self.places:
            self.places[key] = StatePage.objects.filter(state=state).first()
        if self.places[key] is None:
            name = state or _("International and regional")
            raise NoPlaceError(_("“%s” has no page yet: run prepare_portal first.") % name)
        return self.places[key]


class Writer(Checker):
    """Writes rows below the pages of the Member States: new ones together, others one by one.

    Import files name annexes but do not hold them: without `annex_file`, the content to give each,
    none is made.
    """

    def __init__(self, is_sample=False, user=None, annex_file=None) -> None:
        super().__init__()
        self.is_sample, self.user = is_sample, user
        self.annexes = Annexes(annex_file) if annex_file else None
        self.way = publication.DEMONSTRATION if is_sample else publication.IMPORT
        self.slugs, self.waiting = Slugs(), {}

    def settle(self) -> None:
        """Write the new pages that wait."""
        waiting, self.waiting = list(self.waiting.values()), {}
        if self.annexes:
            self.annexes.attach([(page, titles) for _place, page, titles in waiting])
        # The named exception to the review: an officer runs the import; the trail says so.
        placed = [(place, page) for place, page, _titles in waiting]
        publishing.publish_new(placed, self.user, self.way)

    def settle_before(self, key: str) -> None:
        """The next row names the strategy of an earlier one, which must be found."""
        if (StrategyPage, key) in self.waiting:
            self.settle()

    def write(self, model, data, fingerprint) -> str:
        outcome = self._outcome(model, data, fingerprint)
        if outcome == "created":
            self._prepare(model, data, fingerprint)
        elif outcome == "updated":
            self._update(self.known[model, data["id"]], data, fingerprint)
        return outcome

    def _prepare(self, model, data, fingerprint) -> None:
        place = self._place(data["state"])
        page = model(import_key=data["id"], is_sample=self.is_sample, live=False)
        page.state = place.state
        _fill(page, data, fingerprint)
        publishing.check(page)
        page.slug = self.slugs.new(place, page.title)
        self.waiting[model, page.import_key] = place, page, items(data["annexes"])

    def _update(self, page, data, fingerprint) -> None:
        self._move(page, self._place(data["state"]))  # first, because moving reads the page again
        _fill(page, data, fingerprint)
        publishing.check(page)
        if self.annexes:
            self.annexes.attach([(page, items(data["annexes"]))])
        page.save_and_publish(self.user, self.way)

    def _move(self, page, place) -> None:
        if page.get_parent().pk == place.pk:
            return
        self.settle()  # what waits has its slug already
        place.refresh_from_db()  # the number of its children says where the next one stands
        if self.slugs.is_taken(place, page.slug):
            page.slug = self.slugs.free(place, page.slug)
            page.save()  # before the move, which refuses a slug that is taken
        page.move(place, pos="last-child", user=self.user)
        page.refresh_from_db()
        self.slugs = Slugs()


def _fill(page, data, fingerprint) -> None:
    for name, value in data.items():
        if name not in NOT_FIELDS:
            setattr(page, name, value)
    page.draft_title, page.import_digest = page.title, fingerprint
    page.links = [Link(**link) for link in _links(data)]
    page.citations = [Citation(**facts) for facts in data["cites"]]
    if data["first_published"]:
        page.first_published_at = data["first_published"]


def _links(data) -> list:
    source = [{"title": data["source"][:255], "url": data["source"]}] if data["source"] else []
    return data["links"] + source
