"""What the Secretariat sees of the search in the admin."""

import pytest

from search.models import IndexState, Synonyms
from tests import people

pytestmark = pytest.mark.django_db


def test_synonyms_are_edited_in_the_admin_and_faults_explained(client):
    client.force_login(people.officer())
    address = "/admin/snippets/portal_search/synonyms/add/"
    response = client.post(address, {"terms": "only one", "note": "kept", "language": "en"})
    assert "Give at least two terms" in response.content.decode()
    assert "kept" in response.content.decode()
    client.post(address, {"terms": "one\ntwo", "also": "", "note": "", "language": "en"})
    assert Synonyms.objects.get(terms__startswith="one").term_list == ["one", "two"]
    client.post(address, {"terms": "zorga", "also": "brint", "note": "", "language": "en"})
    assert str(Synonyms.objects.get(terms="zorga")) == "zorga → brint"


def test_pages_the_index_could_not_take_are_listed(admin_client):
    IndexState.objects.create(page_id=42, parked=True, error="ValueError: unreadable")
    body = admin_client.get("/admin/snippets/portal_search/indexstate/?parked=true").content
    assert "ValueError: unreadable" in body.decode()


def test_rows_of_the_outbox_can_only_be_looked_at(admin_client):
    IndexState.objects.create(page_id=42)
    for action in ("add", "edit/42", "delete/42"):
        admin_client.post(f"/admin/snippets/portal_search/indexstate/{action}/", {"page_id": 43})
    assert list(IndexState.objects.values_list("page_id", "version")) == [(42, 0)]
