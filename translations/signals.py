"""Signals of this app."""

from django.dispatch import Signal

# The public text of contributions may have changed. Sent in the transaction that changes it, after
# publication_changed. Arguments: pages (of the events; none where a page above them was moved or
# restricted) and translations ({page id: its public ones, without their sources}).
public_texts_read = Signal()
