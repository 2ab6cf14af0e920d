"""Changes of a Member State, as proposals of two officers."""

from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.labels import field_label, field_names
from practices import publication, redirects
from practices.models import StatePage
from taxonomy.models import MemberState

from .kinds import Change, Kind, ProposalError, register


@register
class ChangeState(Kind):
    """payload: {"state": code or "", "before": {field: value}, "after": {field: value}}

    Without a code it is a State that the portal does not have yet.
    """

    key = "state"
    label = gettext_lazy("Name, code or facts of a Member State")

    def check(self, payload) -> None:
        if not payload["after"]:
            raise ProposalError(_("Nothing would change."))
        # Locked until the transaction ends: of two proposals, the second sees what the first did.
        state = MemberState.objects.select_for_update().filter(code=payload["state"]).first()
        if payload["before"] != (values_of(state, payload["before"]) if state else {}):
            raise ProposalError(_("The Member State has changed since. Propose it again."))
        taken = MemberState.objects.exclude(pk=state.pk if state else None)
        for name in ("code", "alpha3"):
            if name in payload["after"] and taken.filter(**{name: payload["after"][name]}).exists():
                raise ProposalError(_("Another Member State has this code."))

    def summary(self, payload) -> str:
        state = self.state(payload)
        if state is None:
            return _("Add the Member State %s") % payload["after"]["name_en"]
        fields = field_names(MemberState, payload["after"])
        return _("Change %(state)s: %(fields)s") % {"state": state.name, "fields": fields}

    def consequences(self, payload) -> Iterator:
        yield _("Pages, lists, filters, exports and open data show it at once.")
        if "code" in payload["before"]:
            yield _("Public addresses that hold the code change; the old ones lead to the new.")
        if self.state(payload):
            yield _("The focal points of the State and all officers are informed by email.")

    def changes(self, payload) -> Iterator:
        for name, after in payload["after"].items():
            before = payload["before"].get(name, "")
            yield Change(field_label(MemberState, name), str(before), str(after))

    def state(self, payload) -> MemberState | None:
        return MemberState.objects.filter(code=payload["state"]).first()

    def apply(self, proposal, officer) -> None:
        state = self.state(proposal.payload) or MemberState()
        old_name, old_code = state.name_en, state.code
        for name, value in proposal.payload["after"].items():
            setattr(state, name, value)
        try:
            with transaction.atomic():
                state.save()
        except IntegrityError as error:
            raise ProposalError(_("Another Member State has this code.")) from error
        _rename_page(state, old_name, officer)
        if old_code and old_code != state.code:
            redirects.after_new_code(state, old_code)


def _rename_page(state, old_name, officer) -> None:
    """The page follows, unless it was given a title of its own."""
    page = StatePage.objects.filter(state=state).first()
    if page is None or (page.title, page.slug) == (state.name_en, state.code):
        return
    page.title = state.name_en if page.title == old_name else page.title
    page.slug = state.code
    page.publish(page.save_revision(user=officer), user=officer, way=publication.APPROVAL)


def values_of(state: MemberState, names) -> dict:
    return {name: getattr(state, name) for name in names}
