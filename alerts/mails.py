"""The mails: one to confirm, and the digests."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.http import absolute_url
from common.in_language import interface_code
from mail import outbox
from mail.mime import host
from opendata.addresses import identifier
from opendata.exports.references import author

from .keys import confirm_link, mine_link, stop_link
from .wording import describe

if TYPE_CHECKING:
    from mail.models import Message

LISTED = 20  # contributions of one mail


def send_confirmation(alert) -> None:
    with translation.override(interface_code(alert.language)):
        text = _(
            "This address was given for an email alert about new contributions on the Good "
            "Practice Portal:\n\n%(search)s\n\nConfirm it here within two days:\n%(link)s\n\n"
            "If you did not ask for it, ignore this message; your address will be deleted."
        )
        search, link, subject = (
            describe(alert.params),
            confirm_link(alert),
            _("Please confirm your email alert"),
        )
        context = {"subject": subject, "search": search, "link": link}
        outbox.put(
            alert.email,
            subject,
            text % {"search": search, "link": link},
            html=render_to_string("alerts/mail/confirm.html", context),
            headers=_headers(alert),
            forgotten=True,
        )


def digest_mail(alert, pages, total) -> "Message":
    """A message not yet stored. `pages` are the newest of `total`."""
    with translation.override(interface_code(alert.language)):
        search = describe(alert.params)
        subject = ngettext("%(n)d new: %(search)s", "%(n)d new: %(search)s", total)
        context = {
            "subject": subject % {"n": total, "search": search},
            "entries": [_entry(page) for page in pages],
            "rest": total - len(pages),
            "rest_link": _newest_first(alert),
            "stop": stop_link(alert),
            "mine": mine_link(alert),
        }
        return outbox.draft(
            alert.email,
            context["subject"],
            _as_text(context),
            html=render_to_string("alerts/mail/digest.html", context),
            headers=_headers(alert),
            forgotten=True,
        )


def _entry(page) -> dict:
    return {
        "title": " ".join(page.title.split()),
        "about": " · ".join(filter(None, (author(page), str(page.type_label), page.occasion))),
        "link": identifier(page.pk),
    }


def _newest_first(alert) -> str:
    params = QueryDict(alert.params).copy()
    params["sort"] = "newest"
    return absolute_url(f"{reverse('search')}?{params.urlencode()}")


def _as_text(context) -> str:
    parts = ["{title}\n{about}\n{link}".format(**entry) for entry in context["entries"]]
    if context["rest"]:
        values = {"n": context["rest"], "link": context["rest_link"]}
        parts.append(_("And %(n)d more: %(link)s") % values)
    closing = _(
        "-- \nYou asked for this alert on the Good Practice Portal.\nStop it: %(stop)s\n"
        "All your alerts, and erase your address: %(mine)s\n"
    )
    return "\n\n".join([*parts, closing % {"stop": context["stop"], "mine": context["mine"]}])


def _headers(alert) -> dict:
    """By which mail programs sort (RFC 2919) and show a button that stops the mails (RFC 8058)."""
    return {
        "List-Id": f"Alerts of the Good Practice Portal <alerts.{host()}>",
        "List-Unsubscribe": f"<{stop_link(alert)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def normalised(query) -> str:
    """The search of an alert: without the order and number of the page it was asked on."""
    pairs = [(name, value) for name, value in query.to_params() if name not in ("sort", "page")]
    return urlencode(sorted(pairs))
