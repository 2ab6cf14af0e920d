"""The mails: one to confirm, and the digests."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opendata.addresses import identifier
from opendata.exports.references import author
from practices import outbox
from practices.notices import absolute

from .keys import confirm_link, mine_link, stop_link
from .wording import describe

LISTED = 20  # contributions of one mail


def send_confirmation(alert):
    with translation.override(alert.language):
        text = _(
            "Somebody, probably you, asked for an email alert about new contributions on the Good "
            "Practice Portal:\n\n%(search)s\n\nConfirm it here within two days:\n%(link)s\n\n"
            "If it was not you, do nothing. Your address will be deleted."
        )
        values = {"search": describe(alert.params), "link": confirm_link(alert)}
        outbox.put(alert.email, _("Please confirm"), text % values, forgotten=True)


def digest_mail(alert, pages, total):
    """A message not yet stored. `pages` are the newest of `total`."""
    with translation.override(alert.language):
        search = describe(alert.params)
        subject = ngettext("%(n)d new: %(search)s", "%(n)d new: %(search)s", total)
        return outbox.draft(
            alert.email,
            subject % {"n": total, "search": search},
            "\n\n".join([*_entries(pages), *_rest(alert, len(pages), total), _closing(alert)]),
            headers=_headers(alert),
            forgotten=True,
        )


def _entries(pages):
    for page in pages:
        title = " ".join(page.title.split())
        yield f"{title}\n{author(page)} · {page.type_label}\n{identifier(page.pk)}"


def _rest(alert, shown, total):
    if total > shown:
        params = QueryDict(alert.params).copy()
        params["sort"] = "newest"
        address = absolute(f"/search/?{params.urlencode()}")
        yield _("And %(n)d more: %(link)s") % {"n": total - shown, "link": address}


def _closing(alert):
    text = _(
        "-- \nYou asked for this alert on the Good Practice Portal.\nStop it: %(stop)s\n"
        "All your alerts, and erase your address: %(mine)s\n"
    )
    return text % {"stop": stop_link(alert), "mine": mine_link(alert)}


def _headers(alert):
    """Mail programs show a button that stops the mails (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{stop_link(alert)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def normalised(query):
    """The search of an alert: without the order and number of the page it was asked on."""
    pairs = [(name, value) for name, value in query.to_params() if name not in ("sort", "page")]
    return urlencode(sorted(pairs))
