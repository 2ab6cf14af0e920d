"""Mails as a real SMTP server gets them: parts and headers, and what a refusal leads to."""

from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import timezone, translation

from alerts import subscribing
from alerts.models import Alert
from mail import outbox
from mail.health import mail_queue
from mail.mime import UnsupportedMailError
from mail.models import Message
from mail.replies import Refusal
from tests.mailbox import Mailbox

pytestmark = pytest.mark.django_db
ADDRESS = "reader@example.org"


@pytest.fixture
def mailbox(settings):
    with Mailbox() as mailbox:
        server = urlsplit(mailbox.url)
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_BACKEND = "mail.outbox.QueueBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
        settings.WAGTAILADMIN_BASE_URL = "https://practices.example.org"
        yield mailbox


def arrived(mailbox):
    outbox.send_due()
    (mail,) = mailbox.messages
    return mail, mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()


def test_a_notice_has_both_parts_and_the_headers_of_the_portal(mailbox):
    link = "https://practices.example.org/submit/7/"
    with translation.override("ar"):
        outbox.put(ADDRESS, "<Title>", f"One & two.\n\n{link}\n")
    mail, text, html = arrived(mailbox)
    assert mail.get_content_type() == "multipart/alternative"
    assert link in text
    assert f'<a href="{link}"' in html
    assert '<html lang="ar" dir="rtl">' in html
    assert "One &amp; two." in html
    assert "&lt;Title&gt;" in html
    assert mail["Message-ID"].endswith("@practices.example.org>")
    assert parsedate_to_datetime(mail["Date"]) <= timezone.now()


def test_an_alert_is_a_list_that_can_be_left(mailbox):
    with translation.override("ar"):
        subscribing.ask(ADDRESS, "daily", "q=%3Cb%3E")
    mail, _text, html = arrived(mailbox)
    assert mail["List-Id"].endswith("<alerts.practices.example.org>")
    assert mail["List-Unsubscribe"].strip().startswith("<https://practices.example.org/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert 'dir="rtl"' in html
    assert "«&lt;b&gt;»" in html
    assert "/alerts/confirm/" in html


def test_a_mail_of_django_keeps_all_it_has(mailbox):
    mail = EmailMultiAlternatives(
        "Subject",
        "Text.",
        "Office <office@example.org>",
        [ADDRESS],
        reply_to=["a@example.org", "b@example.org"],
        headers={"X-Kind": "reset", "message-id": "<own@example.org>"},
        alternatives=[("<p>Own <b>HTML</b>.</p>", "text/html")],
    )
    mail.send()
    mail, text, html = arrived(mailbox)
    assert (text.strip(), html.strip()) == ("Text.", "<p>Own <b>HTML</b>.</p>")
    assert mail["From"] == "Office <office@example.org>"
    assert mail["Reply-To"] == "a@example.org, b@example.org"
    assert mail["X-Kind"] == "reset"
    assert mail.get_all("Message-ID") == ["<own@example.org>"]
    assert Message.objects.get().html == ""  # wiped like the text: it may hold a key


def test_a_body_in_html_has_a_text_part_too(mailbox):
    mail = EmailMessage("Subject", "<p>Some <b>words</b></p>", to=[ADDRESS], cc=["b@example.org"])
    mail.content_subtype = "html"
    mail.send()
    outbox.send_due()
    assert [each["To"] for each in mailbox.messages] == [ADDRESS, "b@example.org"]
    assert all(each["Cc"] is None for each in mailbox.messages)
    first = mailbox.messages[0]
    assert first.get_body(("plain",)).get_content().strip() == "Some words"
    assert "<b>words</b>" in first.get_body(("html",)).get_content()


def test_what_cannot_be_kept_is_refused_when_it_is_written():
    attached = EmailMessage("s", "b", to=[ADDRESS], attachments=[("a.txt", "text", "text/plain")])
    calendar = EmailMultiAlternatives("s", "b", to=[ADDRESS])
    calendar.attach_alternative("BEGIN:VCALENDAR", "text/calendar")
    for mail in (attached, calendar):
        with pytest.raises(UnsupportedMailError):
            outbox.QueueBackend().send_messages([mail])
    assert not Message.objects.exists()


GONE = ["550 5.1.1 <reader@example.org> No such user", "550 Unknown", "550 5.2.1 Disabled"]


@pytest.mark.parametrize("reply", GONE)
def test_a_mailbox_that_is_gone_ends_the_alert_and_the_address_is_erased(mailbox, reply):
    mailbox.refusals[ADDRESS] = reply
    for params in ("q=one", "q=two"):
        subscribing.ask(ADDRESS, "daily", params)
    outbox.send_due()
    assert not Alert.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "reply", ["450 4.2.1 Try later", "550 5.7.1 Sender blocked", "535 Sign in"]
)
def test_a_refusal_for_now_or_because_of_us_is_tried_again(mailbox, reply):
    mailbox.refusals[ADDRESS] = reply
    subscribing.ask(ADDRESS, "daily", "q=one")
    assert outbox.send_due() == (0, 1)
    message = Message.objects.get()
    assert (message.state, message.attempts, message.last_error) == ("pending", 1, reply)
    assert Alert.objects.exists()
    del mailbox.refusals[ADDRESS]
    Message.objects.update(next_try=timezone.now())
    assert outbox.send_due() == (1, 0)


def test_of_an_alert_given_up_no_address_stays(mailbox):
    mailbox.refusals[ADDRESS] = "450 4.2.1 Try later"
    subscribing.ask(ADDRESS, "daily", "q=one")
    Message.objects.update(attempts=outbox.ATTEMPTS - 1)
    outbox.send_due()
    assert not Message.objects.exists()
    assert Alert.objects.exists()  # the mailbox may answer again when there is news


def test_another_mail_is_given_up_at_once_and_health_says_why_without_the_address(mailbox):
    mailbox.refusals[ADDRESS] = "550 5.1.1 <reader@example.org> No such user"
    outbox.put(ADDRESS, "Subject", "Text.")
    outbox.send_due()
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("failed", 1)
    assert "No such user" in message.last_error
    state = mail_queue()
    assert (state["ok"], state["given_up"]) == (False, 1)
    assert state["reasons"] == {"550 5.1.1": 1}


def test_a_mail_that_ends_the_worker_each_time_is_given_up(mailbox):
    outbox.put(ADDRESS, "Subject", "Text.")
    Message.objects.update(attempts=outbox.ATTEMPTS)
    assert outbox.send_due() == (0, 1)
    assert Message.objects.get().state == "failed"
    assert mailbox.messages == []


def test_an_error_of_our_own_is_not_taken_for_a_refusal():
    assert not Refusal.of(OSError("550 5.1.1 looks like one")).is_permanent
