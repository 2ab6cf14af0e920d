"""One build that answers pages one by one and says what each cost it: see compare.py.

Runs in any build of the portal, and so asks nothing of it but Django, Wagtail and two settings.
First a line of JSON with the addresses, then for each address on a line of its own the
milliseconds of processor time.
"""

import json
import sys
import time
from contextlib import suppress
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.test import Client  # noqa: E402
from wagtail.models import Page  # noqa: E402

from search.engines import elastic_client  # noqa: E402

PATIENCE = 30  # seconds: a busy machine must not turn a slow answer into another engine's
STAND_IN = b"Results come from a simpler search"


def main():
    settings.SEARCH_CALL_TIMEOUT = settings.SEARCH_REQUEST_TIMEOUT = PATIENCE
    elastic_client.VISITOR_TIMEOUT = PATIENCE  # what the two settings were in 2025
    with suppress(ImportError):  # older builds loaded nothing before their workers
        import_module("portal.preload").preload()
    client = Client()
    print(json.dumps(addresses(client)), flush=True)
    for line in sys.stdin:
        print(cost(client, line.strip()), flush=True)


def addresses(client):
    """{what: address}; the same page in every build that has the same content."""
    pages = Page.objects.live().order_by("-numchild", "title")
    practice = pages.filter(content_type__model="practicepage").first()
    state = pages.filter(content_type__model="statepage").first()
    return {
        "home": "/",
        "/search/": "/search/",
        "/search/ for words": "/search/?q=naloxone+training+for+families",
        "/search/ in French": "/search/?q=r%C3%A9duction+des+risques",
        "practice": final_address(client, practice),
        "Member State": final_address(client, state),
        "coverage": "/coverage/",
    }


def final_address(client, page):
    return client.get(page.url, follow=True).request["PATH_INFO"]


def cost(client, address):
    start = time.process_time()
    response = client.get(address)
    milliseconds = (time.process_time() - start) * 1000
    if response.status_code != 200 or STAND_IN in response.content:
        sys.exit(f"{address}: {response.status_code}, or Elasticsearch was not asked")
    return milliseconds


main()
