"""Kinds of changes that two officers make together."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied

from taxonomy.models import MemberState

from .models import Proposal


class ProposalError(PermissionDenied):
    """Why a proposal cannot be made or applied, in a sentence for officers."""


@dataclass(frozen=True)
class Change:
    """A row of the preview."""

    label: str
    before: str
    after: str


class Kind:
    """What one kind of proposal means; `payload` is the JSON that the proposal keeps."""

    key = ""
    label = ""

    def check(self, payload: dict) -> None:
        """Raise ProposalError if it cannot be done (any more)."""

    def summary(self, payload: dict) -> str:
        raise NotImplementedError

    def consequences(self, payload: dict) -> Iterable[str]:
        """What happens when it is applied, as sentences."""
        raise NotImplementedError

    def changes(self, payload: dict) -> Iterable[Change]:
        return ()

    def state(self, payload: dict) -> MemberState | None:
        """The State whose focal points are told."""
        return None

    def email(self, payload: dict) -> str:
        """The address of the person whom the proposal concerns."""
        return ""

    def person_id(self, payload: dict) -> int | None:
        """The account that the proposal concerns; its owner does not decide on it."""
        return None

    def writers(self, payload: dict) -> set[int]:
        """Ids of those who wrote what is proposed; they leave it to others to apply it."""
        return set()

    def apply(self, proposal: Proposal, officer: AbstractBaseUser) -> None:
        raise NotImplementedError


KINDS: dict[str, Kind] = {}


def register(kind: type[Kind]) -> type[Kind]:
    KINDS[kind.key] = kind()
    return kind


def kind_of(proposal: Proposal) -> Kind:
    return KINDS[proposal.kind]
