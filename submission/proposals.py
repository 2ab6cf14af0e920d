"""Invitation of a focal point, as a proposal of two officers."""

from collections.abc import Iterator

from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from approvals import mailboxes
from approvals.kinds import Change, Kind, ProposalError, register
from common.in_language import InLanguage
from common.lists import listed
from practices.models import FocalPoint
from taxonomy.models import MemberState

from .inviting import invite, preview


@register
class InviteFocalPoint(Kind):
    """payload: {"email", "state" (code), "office", "language" (of the letter)}"""

    key = "focal point"
    label = gettext_lazy("Invitation of a focal point")

    def check(self, payload) -> None:
        if officer := mailboxes.officer_with(payload["email"]):
            raise ProposalError(
                _("%(email)s belongs to an officer (%(name)s). An officer cannot be a focal point.")
                % {"email": payload["email"], "name": officer.get_username()}
            )
        serving = FocalPoint.objects.filter(state=self.state(payload))
        if serving.filter(user__email__iexact=payload["email"], user__is_active=True).exists():
            raise ProposalError(_("This person is a focal point of this State already."))

    def summary(self, payload) -> str:
        values = payload | {"state": self.state(payload).name}
        return _("Invite %(email)s as focal point of %(state)s") % values

    def consequences(self, payload) -> Iterator:
        state = self.state(payload).name
        yield _("%(email)s is sent a link, valid for seven days.") % payload
        yield _("Its recipient can write, clear, submit and withdraw texts of %s.") % state
        yield _("The other focal points of %s and all officers are informed by email.") % state

    def changes(self, payload) -> Iterator:
        yield Change(_("Email address"), "", payload["email"])
        yield Change(_("Member State"), "", self.state(payload).name)
        yield Change(_("Office"), "", payload["office"])
        serving = FocalPoint.objects.filter(state=self.state(payload)).select_related("user")
        names = listed(row.user.get_full_name() or row.user.get_username() for row in serving)
        now = names or _("Nobody yet")
        yield Change(_("Focal points now"), now, now)
        language = self._language(payload)
        yield Change(
            _("Language of the letter"), "", get_language_info(language)["name_translated"]
        )
        letter = preview(self.state(payload), payload["office"], language)
        yield Change(_("Letter"), "", InLanguage(letter, language))

    def _language(self, payload) -> str:
        return payload.get("language") or get_language()

    def state(self, payload) -> MemberState:
        return MemberState.objects.get(code=payload["state"])

    def email(self, payload) -> str:
        return payload["email"]

    def apply(self, proposal, officer) -> None:
        payload = proposal.payload
        proposer, language = proposal.proposed_by, self._language(payload)
        invite(payload["email"], proposal.state, proposer, payload["office"], language)
