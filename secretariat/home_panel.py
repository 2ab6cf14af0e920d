"""Panel of the admin's first page: what waits for a person, with the way to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from approvals.models import Proposal
from practices import permissions
from review import confirmation, queue
from review.models import Reclassification


@dataclass(frozen=True)
class Figure:
    number: int
    text: str
    url: str
    is_late: bool = False


# Of apps below this one.
MORE: list[Callable[[], Iterable[Figure]]] = []


class Panel(Component):
    class Media:
        css = {"all": ["portal/secretariat.css"]}


class SecretariatPanel(Panel):
    """Figures of the day for officers."""

    name = "secretariat"
    order = 10
    template_name = "secretariat/home_panel.html"

    def get_context_data(self, parent_context) -> dict:
        figures = [*_under_review(), _proposed(), _to_confirm(), _never_shared()]
        return {"figures": [*figures, *(figure for more in MORE for figure in more())]}


class SuperuserPanel(Panel):
    """Said before somebody types what would be refused."""

    name = "superuser"
    order = 5
    template_name = "secretariat/superuser_panel.html"


def _under_review() -> Iterator:
    rows, url = queue.rows(), reverse("secretariat_queue")
    late = sum(row.is_late for row in rows)
    yield Figure(len(rows), _("under review"), url)
    text = ngettext("waits longer than the target", "wait longer than the target", late)
    yield Figure(late, text, url, is_late=late > 0)


def _proposed() -> "Figure":
    number = Proposal.objects.open().count()
    number += Reclassification.objects.filter(
        applied_at__isnull=True, undone_at__isnull=True
    ).count()
    text = ngettext("proposal waits for an officer", "proposals wait for an officer", number)
    return Figure(number, text, reverse("proposals"))


def _to_confirm() -> "Figure":
    number = confirmation.due().count()
    return Figure(number, _("not confirmed for a year"), reverse("secretariat_confirmations"))


def _never_shared() -> "Figure":
    number, url = queue.never_shared().count(), reverse("secretariat_never_shared")
    return Figure(number, _("Member States have never shared"), url)


def add_panels(request, panels) -> None:
    """Hook construct_homepage_panels."""
    if request.user.is_superuser:
        panels.append(SuperuserPanel())
    if permissions.may_look(request.user):
        panels.append(SecretariatPanel())
