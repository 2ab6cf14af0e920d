"""/api/v1/ described in six languages: texts change with the address, and nothing else does."""

import json

import pytest
from django.conf import settings
from django.utils import translation

from common import gaps
from taxonomy import languages
from tests.nightly import nightly

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODES = [code for code, _name in settings.LANGUAGES]
TEXTS = {"summary", "description"}


@pytest.fixture(autouse=True)
def _generous(settings):
    settings.OPEN_DATA_REQUESTS = 100_000


@pytest.fixture
def _said_by_code(monkeypatch):
    """Each text begins with the code of the language it is asked for in, whatever is translated."""
    monkeypatch.setattr(
        translation._trans, "gettext", lambda text: f"{translation.get_language()}: {text}"
    )
    yield
    gaps._pieces.cache_clear()  # what was kept with these texts
    languages.name_in.cache_clear()


def prefix(code):
    return "" if code == settings.LANGUAGE_CODE else f"/{code}"


def document(client, code):
    return client.get(f"{prefix(code)}/api/v1/openapi.json").json()


def texts(part):
    """Of a part of the document, whatever people read."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in TEXTS and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
    elif isinstance(part, list):
        for each in part:
            yield from texts(each)


def without_texts(part, code):
    """What programs read, with the addresses of English."""
    if isinstance(part, dict):
        return {
            name.removeprefix(prefix(code)): without_texts(value, code)
            for name, value in part.items()
            if not (name in TEXTS and isinstance(value, str))
        }
    return [without_texts(each, code) for each in part] if isinstance(part, list) else part


@pytest.mark.usefixtures("_said_by_code")
@pytest.mark.parametrize("code", ["en", "ar", *nightly("zh-hans", "fr", "ru", "es")])
def test_the_description_and_its_page_are_in_the_language_of_their_address(client, code):
    found = document(client, code)
    page = client.get(f"{prefix(code)}/api/v1/docs").content.decode()
    assert len(found["paths"]) == 30
    for operation in (item["get"] for item in found["paths"].values()):
        assert operation["summary"] in page
        assert operation["description"] in page
    assert found["info"].pop("title") == f"{code}: Good Practice Portal"
    said = list(texts(found))
    assert len(said) > 100
    assert [text for text in said if not text.startswith(f"{code}: ")] == []


def test_operations_names_and_schemas_are_the_same_in_each_language(client):
    documents = {code: document(client, code) for code in CODES}
    for each in documents.values():
        del each["info"]["title"]
    english = without_texts(documents.pop("en"), "en")
    for code, other in documents.items():
        assert (code, without_texts(other, code)) == (code, english)


FAULTS = {
    "page=x": "page: This must be a whole number.",
    "page=0": "page: The smallest possible number is 1.",
    "page_size=101": "page_size: The largest possible number is 100.",
    "year_from=20201": "year_from: The most possible characters are 4.",
    "sort=random": "sort: Possible values: ",
}


@pytest.mark.parametrize("query", FAULTS)
def test_a_fault_is_told_in_plain_words(client, query):
    found = client.get(f"/api/v1/search?{query}").json()
    assert found["errors"][0].startswith(FAULTS[query])


@pytest.mark.usefixtures("_said_by_code")
@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/fr/api/v1/search?page=x", "fr"),
        ("/api/v1/search?page=x&lang=es", "es"),
        ("/ar/api/v1/states/zz", "ar"),
        ("/api/v1/states/zz?lang=ru", "ru"),
        ("/zh-hans/api/v1/nothing/", "zh-hans"),
    ],
)
def test_errors_are_in_the_language_of_the_visitor(client, address, code):
    found = json.loads(client.get(address).content)
    said = [found["title"], found["detail"]]
    said += [fault.partition(": ")[2] for fault in found.get("errors", [])]
    assert all(text.startswith(f"{code}: ") for text in said), said


@pytest.mark.usefixtures("_said_by_code")
def test_who_asks_too_often_is_told_in_their_language(client, settings, one_minute):
    """The limit is before whatever chooses a language, and another visitor spoke before."""
    settings.OPEN_DATA_REQUESTS = 1
    client.get("/fr/api/v1/taxonomy")
    refused = client.get("/es/api/v1/taxonomy")
    assert refused.status_code == 429
    assert json.loads(refused.content)["detail"].startswith("es: ")


@pytest.mark.usefixtures("_said_by_code")
@pytest.mark.parametrize("address", ["/es/api/v1/", "/api/v1/?lang=es"])
def test_the_index_is_in_the_language_of_the_visitor(client, address):
    found = client.get(address, headers={"Accept": "application/json"}).json()
    assert found["title"] == "es: Good Practice Portal"
    assert len(found["links"]) > 11
    assert all(link["title"].startswith("es: ") for link in found["links"])
