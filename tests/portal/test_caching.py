"""What caches may keep: a change or a withdrawal is seen at once, or within five seconds."""

from contextlib import closing

import pytest

from practices.models import Annex
from tests import people
from tests.factories import PracticeFactory, document_of, put_online

pytestmark = pytest.mark.django_db
VISITORS = {"public", "max-age=0", "s-maxage=5", "must-revalidate"}


def rules(response):
    return {rule.strip() for rule in response["Cache-Control"].split(",")}


@pytest.mark.parametrize("address", ["/", "/search/?q=naloxone", "/states/ke/", "/coverage/"])
def test_an_unchanged_page_is_not_sent_twice(client, address):
    first = client.get(address)
    assert rules(first) == VISITORS
    assert not first.cookies
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert rules(again) == VISITORS


@pytest.mark.fault(36)
def test_a_change_and_a_withdrawal_are_seen_at_once(client):
    page = PracticeFactory(title="Before")
    kept = client.get(page.url)["ETag"]
    page.title = "After"
    put_online(page.save_revision())
    changed = client.get(page.url, headers={"if-none-match": kept})
    assert changed.status_code == 200
    assert "After" in changed.content.decode()
    page.unpublish()
    gone = client.get(page.url, headers={"if-none-match": changed["ETag"]})
    assert gone.status_code in (404, 410)
    assert rules(gone) == {"private", "no-cache"}


def test_a_new_contribution_is_seen_on_the_pages_that_list_it(client):
    kept = {address: client.get(address)["ETag"] for address in ("/", "/search/", "/states/ke/")}
    PracticeFactory(state="ke")
    for address, etag in kept.items():
        assert client.get(address, headers={"if-none-match": etag}).status_code == 200, address


@pytest.mark.fault(36)
def test_a_withdrawn_annex_is_not_kept_by_caches(client):
    document = document_of("ke")
    page = PracticeFactory(terms={"annexes": [Annex(title="Annex", document=document)]})
    with closing(client.get(document.url)) as answer:
        assert rules(answer) == VISITORS
        kept = answer["ETag"]
    with closing(client.get(document.url, headers={"if-none-match": kept})) as again:
        assert again.status_code == 304
    page.unpublish()
    gone = client.get(document.url, headers={"if-none-match": kept})
    assert gone.status_code == 404
    assert rules(gone) == {"private", "no-cache"}


@pytest.mark.fault(36)
@pytest.mark.parametrize("address", ["/", "/search/", "/submit/"])
def test_what_a_known_person_sees_stays_in_their_browser(client, address):
    client.force_login(people.focal_point("ke"))
    assert rules(client.get(address)) & {"private", "no-store"}


def test_a_cache_tells_visitors_from_people_who_are_known(client):
    assert "Cookie" in client.get("/")["Vary"]


def test_texts_are_sent_compressed(client):
    plain, packed = client.get("/"), client.get("/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    again = client.get("/", headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
    assert again.status_code == 304
