"""The page, the API, the feed and each export find the same on random searches."""

import io
import json
import random
import re
from contextlib import closing
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from openpyxl import load_workbook

from search.facets import FACETS
from search.query import SearchQuery
from tests.nightly import nightly
from tests.search import corpus

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(autouse=True)
def _generous(settings):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10_000


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200, (address, response.content[:500])
    with closing(response):
        return b"".join(response) if response.streaming else response.content


def on_page(client, params):
    page = BeautifulSoup(body(client, f"/search/?{params}"), "html.parser")
    text = page.find(id="results-total").get_text().split()[0]
    return int(text)


def in_api(client, params):
    return json.loads(body(client, f"/api/v1/search?{params}"))["total"]


def in_feed(client, params):
    feed = ElementTree.fromstring(body(client, f"/search/feed/?{params}"))  # noqa: S314  our own
    total = int(feed.find(f"{OPENSEARCH}totalResults").text)
    assert len(feed.findall(f"{ATOM}entry")) == min(total, 50)
    return total


def in_export(client, params, form):
    content = body(client, f"/search/export.{form}?{params}")
    if form == "xlsx":
        book = load_workbook(io.BytesIO(content), read_only=True)
        return len(list(book.active.iter_rows())) - 1
    text = content.decode()
    return {
        "csv": lambda: len(rows_of_csv(text)),
        "jsonl": lambda: len([json.loads(line) for line in text.splitlines()]),
        "ris": lambda: text.count("TY  - "),
        "bib": lambda: len(re.findall(r"^@\w+\{", text, re.MULTILINE)),
    }[form]()


def rows_of_csv(text):
    import csv

    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def random_params(rng):
    names = [facet.name for facet in FACETS]
    text, selected = corpus.random_query(rng, names)
    params = QueryDict(mutable=True)
    for name, value in SearchQuery(text=text, selected=selected).to_params():
        params.appendlist(name, value)
    return params.urlencode()


@pytest.mark.parametrize("seed", [0, *nightly(1)])
def test_all_ways_out_agree(client, seed):
    rng = random.Random(seed)  # noqa: S311  the point is that it repeats
    corpus.build(seed, size=14, of_record=10)
    totals = set()
    for params in ["", *(random_params(rng) for _number in range(5))]:
        found = {
            "page": on_page(client, params),
            "api": in_api(client, params),
            "feed": in_feed(client, params),
        }
        for form in ("csv", "xlsx", "jsonl", "ris", "bib"):
            found[form] = in_export(client, params, form)
        assert len(set(found.values())) == 1, (params, found)
        totals |= set(found.values())
    assert len(totals) > 2  # the searches do differ
