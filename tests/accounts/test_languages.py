"""The language of a person: chosen on the page, kept, and spoken in mails."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from accounts.languages import in_their_languages, keep_language, language_of
from mail.models import Message
from practices.models import PracticePage
from review import notices
from tests import people
from tests.factories import PracticeFactory, state_page

pytestmark = pytest.mark.django_db


def html_of(response):
    return BeautifulSoup(response.content, "html.parser").html


def test_the_form_speaks_the_language_a_person_has_chosen(client):
    person = people.focal_point("ke")
    client.force_login(person)
    assert html_of(client.get("/submit/"))["lang"] == "en"
    response = client.post("/account/language/", {"language": "fr", "next": "/submit/new/?x=1"})
    assert response["Location"] == "/fr/submit/new/?x=1"
    led = client.get("/submit/?x=1", follow=True)
    assert (led.status_code, led.redirect_chain) == (200, [("/fr/submit/?x=1", 302)])
    assert html_of(led)["lang"] == "fr"
    assert html_of(client.get("/ar/submit/"))["lang"] == "ar"  # the URL names another
    client.post("/fr/account/language/", {"language": "en", "next": "/fr/submit/"})
    assert html_of(client.get("/submit/"))["lang"] == "en"


def test_what_is_sent_to_an_address_without_a_language_arrives(client):
    """From a page that was open before the person chose another language."""
    person = people.focal_point("ke")
    keep_language(person, "fr")
    client.force_login(person)
    data = {"place": state_page("ke").pk, "type": "practice", "title": "Cliniques"}
    assert client.post("/submit/new/", data).status_code == 302
    assert PracticePage.objects.filter(title="Cliniques").exists()


@pytest.mark.parametrize(
    "wish", ["//evil.example/submit/", "https://evil.example/", "/search/", ""]
)
def test_the_choice_leads_to_no_foreign_page(client, wish):
    client.force_login(people.focal_point("ke"))
    response = client.post("/account/language/", {"language": "ru", "next": wish})
    assert response["Location"] == "/ru/account/"


def test_an_unknown_language_is_english(client):
    person = people.focal_point("ke")
    client.force_login(person)
    client.post("/account/language/", {"language": "xx"})
    assert language_of(type(person).objects.get(pk=person.pk)) == "en"


def test_visitors_keep_no_language(client):
    assert "/login/" in client.post("/account/language/", {"language": "fr"})["Location"]
    assert client.get("/account/language/").status_code == 405


def test_each_reader_gets_a_mail_in_the_own_language():
    practice = PracticeFactory()
    code = practice.state.code
    french, chinese = people.focal_point(code), people.focal_point(code)
    keep_language(french, "fr")
    keep_language(chinese, "zh-hans")
    notices.withdrawn(practice)
    mails = {mail.to: mail for mail in Message.objects.all()}
    assert mails[french.email].language == "fr"
    assert mails[chinese.email].language == "zh-hans"
    assert f"/fr/submit/{practice.pk}/" in mails[french.email].body
    assert mails[french.email].subject != mails[chinese.email].subject
    assert practice.title in mails[chinese.email].body


def test_nobody_s_language_stays_active():
    person = people.focal_point("ke")
    keep_language(person, "ar")
    assert [translation.get_language() for _group in in_their_languages([person])] == ["ar"]
    assert translation.get_language() == "en"
