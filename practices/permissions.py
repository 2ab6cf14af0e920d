"""Permissions on contributions. Who may review one: review.rules."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, User
from django.db.models import QuerySet
from wagtail.models import Page

from accounts.roles import SECRETARIAT, is_secretariat, may_look, officers
from taxonomy.models import MemberState

from .models.people import FocalPoint

__all__ = ["SECRETARIAT", "is_secretariat", "may_look", "officers"]


def _paths_from_root(page: Page) -> list[str]:
    """Of the pages above and the page itself: the place decides whose a page is."""
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    return [page.path[:end] for end in steps]


def _focal_points_of(page: Page) -> QuerySet[FocalPoint]:
    return FocalPoint.objects.filter(state__page__path__in=_paths_from_root(page))


def serves(user: AbstractBaseUser, page: Page) -> bool:
    """Whether the person is a focal point of the State below whose page this page stands."""
    return user.is_active and _focal_points_of(page).filter(user_id=user.pk).exists()


def states_of(user: AbstractBaseUser) -> QuerySet[MemberState]:
    return MemberState.objects.filter(focal_points__user_id=user.pk)


def focal_points_of(state: MemberState) -> QuerySet[User]:
    """The active ones."""
    return get_user_model().objects.filter(is_active=True, focal_points__state=state)


def people_of(page: Page) -> QuerySet[User]:
    """The active focal points of the State to which a page belongs."""
    rows = _focal_points_of(page).values("user_id")
    return get_user_model().objects.filter(is_active=True, pk__in=rows)


def may_clear(user: AbstractBaseUser, page: Page) -> bool:
    """The State clears its own text; the Secretariat that of joint and regional contributions."""
    if belongs_to_a_state(page):
        return serves(user, page)
    return is_contributed(page) and is_secretariat(user)


def is_contributed(page: Page) -> bool:
    """Whether the page, which need not be specific, is a practice or strategy."""
    return getattr(page.specific_class, "is_contributed", False)


def belongs_to_a_state(page: Page) -> bool:
    """Joint and regional contributions stand below a page without a State."""
    return _state_above(page) is not None


def is_of_same_state(page: Page, place: Page) -> bool:
    """Whether what stands at that place is of the State to which the page belongs."""
    return _state_above(page) == _state_above(place)


def _state_above(page: Page) -> MemberState | None:
    return MemberState.objects.filter(page__path__in=_paths_from_root(page)).first()


def may_withdraw(user: AbstractBaseUser, page: Page) -> bool:
    """Of the Commission's record nobody alone: two officers do, by a proposal."""
    return is_contributed(page) and (is_secretariat(user) or serves(user, page))


def may_see_trail(user: AbstractBaseUser, page: Page) -> bool:
    return may_look(user) or serves(user, page)


def hides_text(user: AbstractBaseUser, page: Page) -> bool:
    """Whether the newest text of the page is not for this person, an officer."""
    contribution = getattr(page, "contributionpage", None)
    if contribution is None or not may_look(user) or serves(user, page):
        return False
    return type(contribution).objects.unsubmitted().filter(pk=page.pk).exists()
