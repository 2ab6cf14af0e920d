"""The engine of one request: what may be asked next is asked at once."""

from collections.abc import Callable, Iterable, Mapping

from practices.models import ContributionPage
from search.query import SearchQuery

from .base import Answer, Engine, RawResults

Guess = Callable[[SearchQuery], Iterable[SearchQuery]]


def nothing(query: SearchQuery) -> Iterable[SearchQuery]:
    return ()


class Together:
    """Answers as the engine does; `guess` names what is asked besides if a search finds nothing."""

    def __init__(self, engine: Engine, guess: Guess = nothing) -> None:
        self._engine, self.guess = engine.for_one_request(), guess
        self.name = engine.name
        self._answers: list[tuple[SearchQuery, Answer]] = []

    @classmethod
    def of(cls, engine: Engine) -> "Together":
        return engine if isinstance(engine, cls) else cls(engine)

    def prepare(self, queries: Iterable[SearchQuery]) -> None:
        """Ask these in one call; search() answers them from now on."""
        new: list[SearchQuery] = []
        for query in queries:
            if query not in new and self._answer(query) is None:
                new.append(query)
        self._answers += zip(new, self._engine.search_all(new), strict=True)

    def search(self, query: SearchQuery) -> RawResults:
        answer = self._answer(query)
        return answer() if answer else self._engine.search(query)

    def search_all(self, queries: list[SearchQuery]) -> list[Answer]:
        return self._engine.search_all(queries)

    def for_one_request(self) -> Engine:
        return self

    def newest_of_each_state(self, queries: list[SearchQuery]) -> list[dict[str, int]]:
        return self._engine.newest_of_each_state(queries)

    def complete(self, text: str, limit: int, types: tuple[str, ...]) -> tuple[int, ...]:
        return self._engine.complete(text, limit, types)

    def related(
        self, page: ContributionPage, keys: Mapping[str, list[str]], limit: int
    ) -> tuple[int, ...]:
        return self._engine.related(page, keys, limit)

    def _answer(self, query: SearchQuery) -> Answer | None:
        return next((answer for known, answer in self._answers if known == query), None)
