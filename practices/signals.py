"""Signals of this app."""

from django.dispatch import Signal

# A contribution has a new revision. Sent in the transaction that stores it, so an error undoes it.
# Arguments: page, revision, user, earlier_id and before (key and content of the newest one so far).
revision_saved = Signal()

# The public text of contributions has changed. Sent in the transaction that changes it.
# Arguments: events (rows of PublicationEvent), pages (one for each event; none at all where a page
# above them was moved or restricted) and user (None for what happens by the clock).
publication_changed = Signal()

# New pages were inserted together, without `post_save` for their entries in Wagtail's log.
# Sent in the transaction that inserts them. Argument: pages.
pages_added = Signal()
