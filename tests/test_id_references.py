"""Every id that a page refers to exists on it, and once: labels, help, errors, headings, links.

Asked of pages at rest and of every form sent back with errors.
"""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.models import HomePage, StandardPage
from practices.form_steps import steps_of
from submission.models import Invitation
from tests import people
from tests.factories import PracticeFactory, StrategyFactory, member_state
from tests.nightly import nightly

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LISTS = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "headers")
SINGLE = ("for", "list", "form", "popovertarget")
PUBLIC = [
    "/", "/search/?q=naloxone", "/search/?q=nothing-has-this", "/states/", "/states/ke/",
    "/chapters/", "/chapters/4/", "/coverage/", "/compare/", "/open-data/", "/api/v1/docs",
    "/alerts/new/", "/contact/report/", "/contact/", "/about/",
]  # fmt: skip


def faults(response) -> list[str]:
    assert response.status_code < 500
    html = BeautifulSoup(response.content, "lxml")
    # What is written in a template element or a script is not part of the page.
    for apart in html.select("template, script"):
        apart.extract()
    ids = Counter(element["id"] for element in html.select("[id]"))
    return [
        *(f"#{name} stands {number} times" for name, number in ids.items() if number > 1),
        *(f"an empty id: {element}" for element in html.select('[id=""]')),
        *(
            f"{attribute}={element[attribute]!r}: no {name!r}"
            for attribute in (*LISTS, *SINGLE)
            for element in html.select(f"[{attribute}]")
            for name in _named(element, attribute)
            if name not in ids
        ),
        *(
            f"a link to {link['href']!r}"
            for link in html.select('a[href^="#"]')
            if link["href"][1:] not in ids
        ),
    ]


def _named(element, attribute) -> list[str]:
    value = element[attribute]
    return (value if isinstance(value, list) else value.split()) or [""]


@pytest.mark.parametrize("address", PUBLIC)
def test_of_a_public_page(client, address):
    PracticeFactory()
    assert faults(client.get(address)) == []


def test_of_public_forms_with_errors(client):
    page = HomePage.objects.get().add_child(instance=StandardPage(title="Closed", slug="closed"))
    closed = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="secret"
    )
    _invitation, token = Invitation.issue("new@example.org", member_state("fr"), None)
    for address in (
        "/alerts/new/",
        "/contact/report/",
        reverse("invitation", args=[token]),
        reverse("wagtailcore_authenticate_with_password", args=[closed.pk, page.pk]),
    ):
        response = client.post(address, {"password": "wrong", "email": "no address"})
        assert response.context["form"].errors, address
        assert faults(response) == [], address


@pytest.mark.parametrize("factory", [PracticeFactory, *nightly(StrategyFactory)])
def test_of_the_guided_form_with_errors(client, factory):
    person = people.focal_point("ke")
    page = factory(publish=False)
    client.force_login(person)
    wrong = {"start_year": "soon", "contact_email": "no address", "language": "xx", "kind": "x"}
    for step in steps_of(type(page)):
        address = reverse("submission_step", args=[page.pk, step.slug])
        assert faults(client.get(address)) == [], address
        assert faults(client.post(address, wrong)) == [], address
    for name in ("submission_check", "submission_material", "submission_overview"):
        assert faults(client.get(reverse(name, args=[page.pk]))) == [], name
    for name in ("submission_start", "submission_upload"):
        response = client.post(reverse(name))
        assert response.context["form"].errors, name
        assert faults(response) == [], name


def test_of_the_pages_of_an_account(client, settings):
    settings.TWO_FACTOR_REQUIRED = True
    client.force_login(people.focal_point("ke"))
    for address in ("/account/set-up/", "/account/"):
        assert faults(client.get(address, follow=True)) == []
    assert faults(client.post("/account/set-up/", {"code": "x"})) == []
