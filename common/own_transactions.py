"""Views that wait for somebody else between two transactions of their own."""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def opens_own_transactions(view: View) -> View:
    """Elsewhere a request is one transaction; nobody is locked out while this one waits.

    The decorators of a view hand the mark on, as `functools.wraps` does.
    """
    view.opens_own_transactions = True  # type: ignore[attr-defined]
    return view


def does(view: View) -> bool:
    return getattr(view, "opens_own_transactions", False)
