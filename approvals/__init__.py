"""Changes that take two officers: one proposes, another applies.

`kinds` holds what may be proposed, `decisions` the rules of proposing and deciding, `mails` who
is told. The other modules are the kinds; secretariat.account_proposals adds those of accounts.
"""
