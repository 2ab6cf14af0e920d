"""MIME form of the outbox's messages, and the fields of a message from a mail of Django's."""

from email.utils import format_datetime, make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

from .models import Message

HTML = "text/html"
HIDDEN = {"to", "cc", "bcc"}  # headers that would name other recipients
SPELLING = {"message-id": "Message-ID", "date": "Date", "reply-to": "Reply-To"}


class UnsupportedMailError(ValueError):
    """Refused when it is written: nothing of a mail may be lost without a word."""


def mime_message(message: Message) -> EmailMultiAlternatives:
    headers = {
        "Auto-Submitted": "auto-generated",
        "Date": format_datetime(message.created_at),
        **message.headers,
        "Message-ID": message.message_id,
    }
    mail = EmailMultiAlternatives(
        message.subject,
        message.body,
        message.sender or None,
        to=[message.to],
        headers=headers,
    )
    html = message.html or html_of_text(message.subject, message.body, message.language)
    mail.attach_alternative(html, HTML)
    return mail


def html_of_text(subject: str, body: str, language: str) -> str:
    values = {"subject": subject, "body": body}
    with translation.override(language or settings.LANGUAGE_CODE):
        return render_to_string("mail/message.html", values)


def new_message_id(number: int) -> str:
    return make_msgid(idstring=str(number), domain=host())


def host() -> str:
    """The portal's, not the container's."""
    name = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return name.encode("idna").decode()


def fields_of(mail: EmailMessage) -> dict[str, object]:
    """Body, HTML part, sender and headers of a mail that Django or Wagtail has written."""
    if mail.attachments:
        raise UnsupportedMailError("Attachments cannot be sent: give a link to the file instead.")
    body, html = _texts(mail)
    return {
        "body": body,
        "html": html,
        "sender": str(mail.from_email or ""),
        "headers": _headers(mail),
    }


def _texts(mail: EmailMessage) -> tuple[str, str]:
    """(text, HTML); an HTML part given as an alternative, or as the body itself."""
    alternatives = {kind: str(content) for content, kind in getattr(mail, "alternatives", [])}
    if alternatives.keys() - {HTML}:
        raise UnsupportedMailError("The only alternative that can be sent is an HTML part.")
    if mail.content_subtype == "html":
        return strip_tags(str(mail.body)).strip(), str(mail.body)
    return str(mail.body), alternatives.get(HTML, "")


def _headers(mail: EmailMessage) -> dict[str, str]:
    headers = {"Reply-To": ", ".join(map(str, mail.reply_to))} if mail.reply_to else {}
    for name, value in mail.extra_headers.items():
        if name.lower() not in HIDDEN:
            headers[SPELLING.get(name.lower(), name)] = str(value)
    return headers
