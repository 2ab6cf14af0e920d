"""After a whole exercise no sealed word is anywhere but where its State reads it.

One exercise with a real Elasticsearch, and then a look into everything that it could have left
something in. Each look finds a word that is public, so that it would find others too.
"""

import logging
import pickle
import time
import zlib
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client

from opendata import dump
from search.rebuild import rebuild
from tests import people
from tests.factories import PracticeFactory
from tests.opendata.test_leaks import addresses
from workshops.models import Summary, Workshop
from workshops.sharing import summaries
from workshops.sharing.shared import share
from workshops.state_keys import erasing

from .made import inside, signed_in
from .test_canaries import dump as database
from .test_routes import KINDS, Kind, read, tries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.elasticsearch,
    pytest.mark.usefixtures("kept_pages"),
]
PUBLIC = "zzpublicword"


@pytest.fixture
def left(made, elasticsearch, settings, tmp_path, caplog, mailoutbox, capsys):
    """{place: the bytes that were found there}"""
    settings.OPEN_DATA_DIR = tmp_path
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10_000
    settings.METRICS_TOKEN = "only-prometheus-knows"
    caplog.set_level(logging.DEBUG)
    begun = time.time() - 1
    exercise(made)
    elasticsearch.indices.flush(index="_all")
    found = {
        "database": database(),
        "data folder of Elasticsearch": files_of_elasticsearch(elasticsearch, begun),
        "caches": kept(),
        "outputs": outputs(),
        "dump of open data": b"".join(path.read_bytes() for path in files(tmp_path)),
        "metrics": read(
            Client().get("/metrics/", headers={"Authorization": "Bearer only-prometheus-knows"})
        ).encode(),
        "log": written(caplog).encode(),
        "mails": str(
            [(mail.subject, mail.body, mail.alternatives) for mail in mailoutbox]
        ).encode(),
    }
    other = people.focal_point("fr", first_name=PUBLIC)
    capsys.readouterr()
    call_command("personal_data", export=other.email)
    return found | {"personal data of somebody else": capsys.readouterr().out.encode()}


def exercise(made):
    """Everybody opens every page; answers are shared, taken back and counted; mails are sent."""
    made.answered()
    PracticeFactory(title=PUBLIC, summary=PUBLIC, state="fr")
    rebuild()
    for reader in ("secretariat", "everybody"):
        share(made.assessment, [made.item.key], "answer", reader, None, None, made.person)
    summaries.agree(made.assessment, made.person)
    made.summary = Summary.objects.create(
        year=2025, region=summaries.region_of(made.room.owner), items="challenges", parts=2
    )
    made.without_room = Workshop.objects.create(slug="ke-2017", state=made.room.owner, year=2017)
    made.erasure = erasing.ask(made.room.owner, made.person)
    outside = [name for name, kind in KINDS.items() if kind in (Kind.PUBLIC, Kind.OFFICERS)]
    for browser, *what in (  # what they may open: a refused page shows no word that could be left
        (signed_in(made.person), ["agreed"]),  # the facilitator's as well
        (inside(made.first), ["1"]),
        (inside(made.second), ["2"]),
        (signed_in(people.officer()), [], outside),
        (Client(), [], outside),
    ):
        for route, _sheet, address in tries(made, *what):
            if route != "workshop_leave":
                browser.get(address)
        browser.get(f"/search/?q={made.words['one'][0][:5]}")
    Workshop.objects.update(is_public=True)
    for name in ("gather_news", "send_mail_queue"):
        call_command(name)
    rebuild()
    dump.make()
    Client().get("/states/fr/")


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def files_of_elasticsearch(client, since):
    """Whatever was written to the folders of the test server, whoever asked for it."""
    [node] = client.nodes.info()["nodes"].values()
    paths = node["settings"]["path"]
    folders = [paths["data"]] if isinstance(paths["data"], str) else list(paths["data"])
    if not all(Path(folder).exists() for folder in folders):
        pytest.skip("Elasticsearch runs on another machine")
    found = b""
    for path in (path for folder in (*folders, paths["logs"]) for path in files(folder)):
        try:
            found += path.read_bytes() if path.stat().st_mtime >= since else b""
        except FileNotFoundError:
            continue  # segments are merged while we look
    return found


def kept():
    """What the caches hold, unpacked: of the process, of whole pages, and of all processes."""
    pages = [str(pickle.loads(value)) for value in caches["default"]._cache.values()]  # noqa: S301
    pages += [read(pickle.loads(value)[1]) for value in unpacked("pages")]  # noqa: S301
    shared = [path.read_bytes() for path in files(configured.CACHES["shared"]["LOCATION"])]
    return "".join(pages).encode() + b"".join([*shared, *unpacked("shared")])


def unpacked(cache):
    """The compressed values of a cache that keeps them in files."""
    texts = [path.read_bytes() for path in files(configured.CACHES[cache]["LOCATION"])]
    return [zlib.decompress(text[text.index(b"x\x9c") :]) for text in texts if b"x\x9c" in text]


def outputs():
    client = Client()
    found = [read(client.get(address)) for address in addresses()]
    return "".join(found).encode()


def written(caplog):
    return "".join(
        f"{record.getMessage()} {record.__dict__}"
        for record in caplog.records
        if not record.name.startswith("django.db")  # only where DEBUG is on
    )


KNOWS_NO_PRACTICE = {"metrics", "mails", "log"}


def test_no_sealed_word_is_left_anywhere_and_figures_name_no_room_and_no_gap(left, made):
    words = made.all_words()
    blind = {place for place, found in left.items() if PUBLIC.encode() not in found}
    assert blind <= KNOWS_NO_PRACTICE, "this look finds nothing at all"
    assert all(left.values())
    traces = {
        place: sorted(word for word in words if word.encode() in found)
        for place, found in left.items()
    }
    assert {place: found for place, found in traces.items() if found} == {}
    # An address holds the id of a room, which is a key of nobody; figures hold not even that.
    assert str(made.room.uid).encode() not in left["metrics"]
    assert made.item.key.encode() not in left["metrics"]
