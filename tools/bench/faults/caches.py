"""Row 36: nginx keeps visitors' pages for a moment: nothing private, nothing withdrawn for long."""

import time
from itertools import product

import requests

from tools.bench.faults import stand
from tools.bench.faults.person import Person
from tools.bench.figures import Figure, at_most

PUBLIC = ["/", "/states/", "/states/ke/", "/search/?q=naloxone", "/strategies/"]
DRAFT = "Round of what nobody has cleared"  # the title of a draft
EVIL = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
PATIENCE, OFTEN = 60, 0.1  # seconds
SHELL = """
import time
from practices.models import PracticePage
from wagtail.models import PageViewRestriction
page, other = PracticePage.objects.live().order_by("pk")[:2]
{}
print(time.time())
"""
ADDRESSES = SHELL.format("print(page.url, other.url)")
UNPUBLISH = SHELL.format("page.unpublish()")
RESTRICT = SHELL.format(
    "PageViewRestriction.objects.create(page=page.page_ptr, restriction_type='login')"
)


def caches():
    with stand.portal() as postgres, stand.nginx(postgres.folder) as proxy:
        first, second, _now = stand.told(stand.shell(ADDRESSES)).split()
        private = _private(proxy, postgres.folder / "portal-cache", first)
        taken, unknown = _taken(proxy), _status(proxy, second, Host="evil.example")
        unpublished = _gone(proxy, first, UNPUBLISH)
        restricted = _gone(proxy, second, RESTRICT)  # now the first that is public
    return [
        Figure("row 36: private pages kept or handed on", str(len(private)), "0", not private,
               f"{private[:2]}"),
        Figure("row 36: pages that took a made-up host", str(len(taken)), "0", not taken),
        Figure("row 36: an unknown host", str(unknown), "400", unknown == 400),
        at_most("row 36: an unpublished page is gone", unpublished, 5, unit=" s"),
        at_most("row 36: a restricted page is gone", restricted, 5, unit=" s"),
    ]  # fmt: skip


def _private(proxy, kept, published):
    """Addresses at which a visitor is given, or the cache holds, what only its writer may see."""
    person = Person()
    _status_code, draft = person.begin(DRAFT)
    preview = draft.replace("/basics/", "/preview/")
    inside = [draft, preview, "/submit/", "/admin/", *PUBLIC, published]
    for address, _twice in product(inside, range(2)):
        requests.get(f"{proxy}{address}", headers=person.headers, timeout=60)
    wrong = [address for address in inside if DRAFT in _text(proxy, address)]
    files = [path for path in kept.rglob("*") if path.is_file()]
    if not files:
        raise RuntimeError("the cache is empty: nothing was tried")
    return wrong + [path.name for path in files if _is_private(path.read_bytes(), person)]


def _is_private(content, person):
    return DRAFT.encode() in content or person.name.encode() in content


def _taken(proxy):
    """Addresses whose next visitor reads the host that somebody made up before."""
    addresses = [f"{proxy}{address}?of={time.time()}" for address in PUBLIC]
    for address in addresses:
        requests.get(address, headers=EVIL, timeout=60)
    return [address for address in addresses if "evil" in _text("", address)]


def _gone(proxy, address, change):
    """Seconds between the change and the last visitor who still saw the page."""
    seen, telling, end = time.time(), stand.shell(change), time.time() + PATIENCE
    while time.time() < end:
        if _status(proxy, address) != 200:
            break
        seen = time.time()
        time.sleep(OFTEN)
    else:
        raise TimeoutError(f"{address} is still there")
    return max(seen - float(stand.told(telling).split()[-1]), 0)


def _text(proxy, address):
    return requests.get(f"{proxy}{address}", timeout=60).text


def _status(proxy, address, **headers):
    options = {"headers": headers, "allow_redirects": False}
    return requests.get(f"{proxy}{address}", timeout=60, **options).status_code
