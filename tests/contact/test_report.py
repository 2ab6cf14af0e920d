"""A reader reports a problem with a page to the Secretariat."""

import pytest
from django.core.management import call_command

from mail.models import Message
from tests import people

pytestmark = pytest.mark.django_db
PAGE = "/states/ke/"
ADDRESS = f"/contact/report/?page={PAGE}"
REPORT = {"text": "The third link is broken.", "email": "reader@example.org"}


def test_every_page_links_to_the_form_about_itself(client):
    body = client.get(PAGE).content.decode()
    assert 'href="/contact/report/?page=/states/ke/"' in body


def test_a_report_reaches_the_secretariat_with_the_address_of_the_page(
    client, settings, mailoutbox
):
    settings.CONTACT_EMAIL = "secretariat@example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example.org"
    response = client.post(ADDRESS, REPORT, follow=True)
    assert response.redirect_chain == [("/contact/reported/?page=%2Fstates%2Fke%2F", 302)]
    assert f'href="{PAGE}"' in response.content.decode()
    call_command("send_mail_queue")
    (mail,) = mailoutbox
    assert mail.to == ["secretariat@example.org"]
    assert "https://portal.example.org/states/ke/" in mail.body
    assert REPORT["text"] in mail.body
    assert mail.extra_headers["Reply-To"] == REPORT["email"]
    assert not Message.objects.exists()


def test_without_a_mailbox_of_its_own_every_officer_is_written_to(client, settings):
    settings.CONTACT_EMAIL = ""
    officers = {people.officer().email, people.officer().email}
    client.post(ADDRESS, REPORT)
    assert set(Message.objects.values_list("to", flat=True)) == officers


def test_nothing_typed_is_lost_when_something_is_wrong(client, settings, one_minute):
    settings.REPORTS_A_MINUTE = 1
    wrong = client.post(ADDRESS, REPORT | {"email": "reader"}).content.decode()
    assert REPORT["text"] in wrong
    assert "Describe the problem" in client.post(ADDRESS, {"text": " "}).content.decode()
    people.officer()
    assert client.post(ADDRESS, REPORT).status_code == 302
    refused = client.post(ADDRESS, REPORT)
    assert refused.status_code == 429
    assert REPORT["text"] in refused.content.decode()
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    "page", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", "\r\nX"]
)
def test_the_form_is_about_pages_of_the_portal_only(client, page):
    response = client.get("/contact/report/", {"page": page})
    assert response.status_code == 200
    assert response.context["path"] == "/"


def test_keys_in_links_of_mails_are_not_put_into_the_report(client):
    body = client.get("/alerts/mine/a-secret-token/").content.decode()
    assert "a-secret-token" not in body
