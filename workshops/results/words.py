"""Sentences about the results that the page and its files share."""

from django.utils.translation import gettext_lazy as _

PRIVATE = _("Private to the State: it is read by those whom its focal points let in.")
OF_PRIORITIES = _(
    "First what people marked as a priority, then all other gaps: items for which nothing has been "
    "done yet, then what is planned, then what is partly in place. Items that nobody has answered "
    "or discussed are not counted as gaps."
)
OF_ASSISTANCE = _("Technical assistance that was asked for, in the order of chapters.")
OF_PLAN = _("Next steps by date. Steps without a date are at the end.")
OF_COMPARISON = _(
    "An item that was not answered or not discussed at one of the two times is counted by itself: "
    "it is neither further nor less far than before."
)
