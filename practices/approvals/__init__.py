"""Changes that take two officers: one proposes, another applies.

`kinds` holds what may be proposed, `decisions` the rules of proposing and deciding, `mails` who
is told. The other modules are the kinds; accounts/proposals.py adds those about accounts.
"""

from .decisions import apply, propose, refuse
from .kinds import Change, Kind, ProposalError, register

__all__ = ["Change", "Kind", "ProposalError", "apply", "propose", "refuse", "register"]
