"""Row 28: nobody is sent to another site at the door; behind it by test_malformed.py."""

import pytest
from django.urls import reverse

from tests import people

from .redirects import AWAY, PATHS, leaves

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", AWAY)
def test_the_oracle_knows_them(address):
    odd = {"\u2028//evil.example"}  # a path to a browser; here for what decodes it first
    assert leaves(address) is (address not in odd)


@pytest.mark.parametrize("address", ["/account/", "?next=//evil.example", "http://testserver/a"])
def test_the_oracle_knows_ours(address):
    assert not leaves(address)


@pytest.mark.fault(28)
@pytest.mark.parametrize("wish", AWAY)
def test_signing_in_sends_nobody_away(client, wish):
    person = people.focal_point("ke")
    data = {"username": person.username, "password": people.PASSWORD, "next": wish}
    answer = client.post(reverse("wagtailadmin_login"), data)
    assert answer.status_code == 302
    assert not leaves(answer["Location"])


@pytest.mark.fault(28)
@pytest.mark.parametrize("path", PATHS)
def test_no_path_is_taken_for_a_site(client, path):
    answer = client.get(path)
    assert not leaves(answer.get("Location", ""))
