"""Mails to all officers about what a superuser does: superusers are for emergencies only."""

from django.conf import settings
from django.utils.translation import gettext as _

from mail import outbox

from .roles import officers

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
        "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + "/admin/trail/",
    }
    subject = _("Superuser: %s") % entry.action
    emails = {officer.email for officer in officers() if officer.email}
    for email in sorted(emails):
        outbox.put(email, subject, text % values)
