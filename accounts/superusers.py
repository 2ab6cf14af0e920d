"""Mails to all officers about what a superuser does: superusers are for emergencies only."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.http import absolute_url
from mail import outbox

from .roles import officers_emails

SIGNED_IN = "superuser signed in"
REFUSED = "denied"  # nothing has happened


def tell_officers(entry, user, **kwargs) -> None:
    """About an entry of the trail, if a superuser is behind it."""
    if not getattr(user, "is_superuser", False) or entry.action == REFUSED:
        return
    text = _(
        "The superuser %(who)s has done something on the portal: %(what)s%(page)s.\n\n"
        "Superusers are for emergencies. If you did not expect this, please ask at once.\n\n"
        "%(link)s\n"
    )
    values = {
        "who": entry.actor_name,
        "what": entry.action,
        "page": f" – {entry.page_title}" if entry.page_title else "",
        "link": absolute_url(reverse("audit_trail")),
    }
    subject = _("Superuser: %s") % entry.action
    for email in officers_emails():
        outbox.put(email, subject, text % values)
