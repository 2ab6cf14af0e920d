"""Signals of this app."""

from django.dispatch import Signal

# A contribution has a new revision. Sent in the transaction that stores it, so an error undoes it.
# Arguments: page, revision, user, earlier_id and before (key and content of the newest one so far).
revision_saved = Signal()
