"""Every entry of the admin's menu, and every kind of link on those pages, for each role."""

from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.urls import resolve, reverse
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from search.models import Synonyms
from tests import people
from tests.factories import PracticeFactory
from tests.nightly import NIGHTLY, nightly

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = {
    "focal point": lambda: people.focal_point("ke"),
    "officer": people.officer,
    "superuser": people.superuser,
}
# The one ends the walk; the others are no links until the script adds the ids of what is ticked.
LEAVES = {"wagtailadmin_logout", "wagtail_bulk_action"}


def entries(items, request):
    for item in items:
        if isinstance(item, SubmenuMenuItem):
            yield from entries(item.menu.menu_items_for_request(request), request)
        elif item.url.startswith("/"):
            yield str(item.label), item.url


def menu_of(person):
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = person
    return dict(entries(admin_menu.menu_items_for_request(request), request))


def links(body, address):
    """{(view, path of a file): address} of what the content of the page links to."""
    found = {}
    main = BeautifulSoup(body, "html.parser").select_one("main") or []
    for link in main and main.select("a[href]"):
        parts = urlsplit(urljoin(address, link["href"]))
        if parts.netloc or parts.scheme not in ("", "http"):
            continue
        match = resolve(parts.path)
        key = (match.view_name, parts.path if match.view_name == "wagtail_serve" else "")
        found.setdefault(key, parts._replace(fragment="").geturl())
    return {key: url for key, url in found.items() if key[0] not in LEAVES}


# By day each view is opened once; what a superuser has more than an officer is Wagtail's own.
@pytest.mark.share
@pytest.mark.parametrize("role", ["focal point", "officer", *nightly("superuser")])
def test_every_menu_entry_and_every_link_behind_it_opens(client, role):
    people.submitted(PracticeFactory(publish=False, **people.FILLED), people.focal_point("ke"))
    PracticeFactory(title="Public")
    person = ROLES[role]()
    client.force_login(person)
    menu, seen, views = menu_of(person), {}, set()
    assert len(menu) > (1 if role == "focal point" else 3)
    for label, address in menu.items():
        response = client.get(address, follow=True)
        seen[label] = response.status_code
        for view, link in links(response.content, address).items():
            is_known = link in seen if NIGHTLY else view in views
            if not is_known and (role, link) != ("superuser", "/submit/"):  # no focal point
                seen[link] = client.get(link, follow=True).status_code
            views.add(view)
    broken = {where: status for where, status in seen.items() if status != 200}
    assert broken == {}


def test_an_officer_reaches_the_synonyms_from_the_report_on_use(client):
    officer = people.officer()
    client.force_login(officer)
    assert "Synonyms" in " ".join(menu_of(officer))
    address = reverse(Synonyms.snippet_viewset.get_url_name("list"))
    assert f'href="{address}"' in client.get(reverse("usage_report")).content.decode()
    client.post(
        reverse(Synonyms.snippet_viewset.get_url_name("add")),
        {"terms": "one\nfirst", "language": "en"},
    )
    assert Synonyms.objects.filter(terms__startswith="one").exists()
