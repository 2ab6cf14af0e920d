"""/api/v1/: what a program is promised, and what it gets when it asks for nonsense."""

import json
from contextlib import suppress

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from portal.wsgi import application
from taxonomy.models import Chapter
from tests.factories import PracticeFactory, StrategyFactory
from tests.nightly import NIGHTLY

pytestmark = pytest.mark.django_db
EXAMPLES = 100 if NIGHTLY else 3  # of each operation
PLAIN = {"Accept-Encoding": "identity"}  # schemathesis does not unpack what WSGI answers


@pytest.fixture(autouse=True)
def _generous(settings):
    settings.OPEN_DATA_REQUESTS = 100_000


@pytest.fixture
def naloxone():
    terms = {"chapters": [Chapter.objects.get(number=4)]}
    return PracticeFactory(title="Naloxone", state="ke", terms=terms, contact_name="Hidden Person")


def get(client, address, status=200, **headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, answer.content
    return json.loads(answer.content) if answer.content else answer


@pytest.mark.fault(40)
@pytest.mark.share
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_that_schemathesis_thinks_of_breaks_a_promise(naloxone, mode):
    """Of each operation: requests as described, and requests that are not; every check it knows."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) == 30
    for operation in operations:
        try_many(operation.as_strategy(generation_mode=mode))


def try_many(strategy):
    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @hypothesis.given(case=strategy)
    def each(case):
        case.call_and_validate(headers=PLAIN)

    with suppress(Unsatisfiable):  # nothing can be wrong about an operation without parameters
        each()


def test_errors_are_problems_in_plain_words(client):
    for address, status in {
        "/api/v1/search?page=x": 422,
        "/api/v1/search?sort=random": 422,
        "/api/v1/practices/0": 422,
        "/api/v1/practices/999999": 404,
        "/api/v1/states/zz": 404,
        "/api/v1/search?page=500": 404,
    }.items():
        answer = client.get(address)
        assert (address, answer.status_code) == (address, status)
        assert answer["Content-Type"] == "application/problem+json"
        assert json.loads(answer.content)["detail"]


@pytest.mark.asvs("4.1.4")
def test_only_reading_is_possible(client):
    answer = client.post("/api/v1/search", {})
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_not_known_is_left_out_and_said(client, naloxone):
    found = get(client, "/api/v1/search?q=naloxone&chapter=99")
    assert found["total"] == 1
    assert "99" in found["notices"][0]


def test_an_unchanged_answer_is_not_sent_again(client, naloxone):
    first = client.get("/api/v1/search?q=naloxone")
    again = client.get("/api/v1/search?q=naloxone", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    naloxone.title = "Naloxone for all"
    from tests.factories import put_online

    put_online(naloxone.save_revision())
    after = client.get("/api/v1/search?q=naloxone", headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200


@pytest.mark.asvs("2.4.1")
def test_the_rate_is_said_and_kept(client, settings, one_minute):
    settings.OPEN_DATA_REQUESTS = 3
    left = [client.get("/api/v1/taxonomy")["RateLimit-Remaining"] for _request in range(3)]
    assert left == ["2", "1", "0"]
    refused = client.get("/api/v1/taxonomy")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["Content-Type"] == "application/problem+json"


def test_a_forged_header_buys_no_requests(client, settings, one_minute):
    settings.OPEN_DATA_REQUESTS = 1
    client.get("/api/v1/taxonomy", headers={"X-Forwarded-For": "192.0.2.1"})
    again = client.get("/api/v1/taxonomy", headers={"X-Forwarded-For": "192.0.2.2"})
    assert again.status_code == 429


@pytest.mark.asvs("3.4.2")
def test_pages_of_other_sites_may_read(client):
    assert client.get("/api/v1/taxonomy")["Access-Control-Allow-Origin"] == "*"
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    preflight = client.options("/api/v1/taxonomy", headers=asked)
    assert preflight.status_code == 204
    assert "GET" in preflight["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in preflight


def test_labels_come_in_the_language_asked_for(client):
    french = client.get("/api/v1/states/de", headers={"Accept-Language": "fr-CH, en;q=0.5"})
    assert json.loads(french.content)["name"] == "Allemagne"
    assert french["Content-Language"] == "fr"
    assert "Accept-Language" in french["Vary"]
    assert get(client, "/api/v1/states/de?lang=es")["name"] == "Alemania"


def test_json_ld_for_who_asks(client, naloxone):
    answer = client.get(
        f"/api/v1/practices/{naloxone.pk}", headers={"Accept": "application/ld+json"}
    )
    thing = json.loads(answer.content)
    assert answer["Content-Type"] == "application/ld+json"
    assert thing["@context"]["@vocab"] == "http://schema.org/"
    assert thing["name"] == "Naloxone"
    assert get(client, "/api/v1/dataset")["@type"] == "dcat:Catalog"


def test_pages_follow_each_other_and_are_bounded(client):
    for _number in range(5):
        PracticeFactory(title="Zorga")
    address, seen = "/api/v1/search?q=zorga&page_size=2", []
    while address:
        found = get(client, address)
        seen += [each["id"] for each in found["results"]]
        address = found["next"]
    assert len(seen) == len(set(seen)) == 5
    get(client, "/api/v1/search?page_size=101", status=422)


def test_a_kind_is_a_search_of_that_kind(client):
    practice, strategy = PracticeFactory(), StrategyFactory()
    ids = {each["id"] for each in get(client, "/api/v1/strategies")["results"]}
    assert ids == {strategy.pk}
    get(client, f"/api/v1/strategies/{practice.pk}", status=404)


def test_all_states_with_what_they_shared(client, naloxone):
    states = get(client, "/api/v1/states")
    assert states["total"] == 193
    shared = {each["code"]: each["practices"] for each in states["results"]}
    assert shared["ke"] == 1
    assert get(client, "/api/v1/states/KEN")["code"] == "ke"


def test_the_page_for_people_names_every_operation(client):
    document = get(client, "/api/v1/openapi.json")
    page = client.get("/api/v1/docs").content.decode()
    assert all(path in page for path in document["paths"])
    assert "<script>" not in page
    assert client.get("/open-data/").status_code == 200
