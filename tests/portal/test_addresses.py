"""The portal's public address follows the setting, in everything that holds a link."""

import json
import re
from urllib.request import Request, urlopen

import pytest
from django.test import Client

from home import site_address
from mail.models import Message
from opendata import dump, ledger
from opendata.models import PublicVersion
from review import notices
from tests import people
from tests.browser.server import run_code, running_server
from tests.factories import PracticeFactory

OLD = "http://old.example.org:8123"
PRINT_PRACTICE = (
    "from practices.models import PracticePage as P;"
    "from opendata import ledger, dump; ledger.look();"
    "page = P.objects.published().filter(annexes__isnull=False).first(); print(page.pk, page.url)"
)
PATHS = [
    "/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/open-data/",
    "/api/v1/dataset",
    "/search/feed/?q=naloxone",
    "/search/export.csv?q=naloxone",
    "/search/export.ris?q=naloxone",
    "/oai/?verb=Identify",
    "/oai/?verb=ListRecords&metadataPrefix=oai_dc",
    "/api/v1/practices?q=naloxone",
    "/.well-known/security.txt",
    "{page}",
    "/id/{pk}/v1/",
]
HOSTS = r"https?://(?:localhost|127\.0\.0\.1|old\.example\.org)[:\d]*"
WITHOUT_LINKS = {"/search/export.csv?q=naloxone"}


def read(address: str, accept: str = "*/*") -> str:
    with urlopen(Request(address, headers={"Accept": accept}), timeout=30) as answer:  # noqa: S310
        return answer.read().decode()


@pytest.mark.nightly
@pytest.mark.browser
def test_a_server_on_another_port_names_no_other_host_anywhere(tmp_path):
    """The copied database was filled under the setting's default, http://localhost:8000."""
    with running_server(tmp_path, SECURITY_CONTACT="mailto:security@example.org") as here:
        pk, page = run_code(tmp_path, PRINT_PRACTICE).split()[-2:]
        run_code(
            tmp_path,
            "from opendata.models import PublicVersion as V\n"
            f"v = V.objects.get(page_id={pk}, number=1)\n"
            f"import json; text = json.dumps(v.content).replace({here!r}, {OLD!r})\n"
            "v.content = json.loads(text); v.save()",
        )
        paths = [path.format(page=page, pk=pk) for path in PATHS]
        bodies = {path: read(here + path) for path in paths}
        bodies["JSON-LD"] = read(f"{here}/api/v1/practices/{pk}", "application/ld+json")
    assert_no_other_host(bodies, here)


def assert_no_other_host(bodies, here):
    for path, body in bodies.items():
        hosts = set(re.findall(HOSTS, body))
        assert hosts <= {here}, path
        assert hosts or path in WITHOUT_LINKS, path


@pytest.mark.django_db
def test_answers_name_no_other_host_anywhere(settings):
    client = Client(headers={"Host": "127.0.0.1:8123"})
    here = settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8123"
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    site_address.follow_setting()
    page = PracticeFactory(title="Naloxone")
    ledger.look()
    version = PublicVersion.objects.get(page_id=page.pk)
    version.content = json.loads(json.dumps(version.content).replace(here, OLD))
    version.save()
    paths = [path.format(page=page.url, pk=page.pk) for path in PATHS]
    bodies = {path: client.get(path).getvalue().decode() for path in paths}
    linked = {"Accept": "application/ld+json"}
    bodies["JSON-LD"] = client.get(f"/api/v1/practices/{page.pk}", headers=linked).content.decode()
    assert_no_other_host(bodies, here)


@pytest.mark.django_db
def test_site_mails_dump_and_frozen_versions_follow_the_setting(settings, tmp_path):
    settings.OPEN_DATA_DIR = tmp_path
    settings.WAGTAILADMIN_BASE_URL = OLD
    site_address.follow_setting()
    page = PracticeFactory()
    ledger.look()
    dump.make()
    version = PublicVersion.objects.get(page_id=page.pk)
    assert version.facts["url"].startswith(OLD)

    settings.WAGTAILADMIN_BASE_URL = "https://new.example.org"
    assert not dump.is_sound(dump.made_at())
    assert dump.is_needed()
    site_address.follow_setting()
    assert type(page).objects.get(pk=page.pk).full_url.startswith("https://new.example.org/")
    assert OLD not in json.dumps(version.facts)
    people.focal_point(page.state.code)
    notices.published(page, "review")
    assert "https://new.example.org/practices/" in Message.objects.latest("pk").body


@pytest.mark.django_db
def test_setting_without_a_host_leaves_links_of_pages_that_can_be_made(settings):
    settings.WAGTAILADMIN_BASE_URL = "localhost:8000"  # http:// was forgotten
    site_address.follow_setting()
    assert PracticeFactory().full_url.startswith("http://localhost/")
