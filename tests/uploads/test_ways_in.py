"""Every way in ends at the same door, and what is kept goes out as a download that cannot act."""

import io
import socket
import socketserver
import struct
import threading
from contextlib import closing

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image

from practices import file_collections
from practices.models import Annex
from submission.importer.readers import UnreadableFileError, read
from tests import people
from tests.factories import PracticeFactory, member_state
from uploads import accept_document

from . import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superusers_act")]
HOSTILE = made.pdf(made.action("JavaScript", JS="app.alert(1)"))


def hostile(name="report.pdf"):
    return SimpleUploadedFile(name, HOSTILE, "application/pdf")


@pytest.fixture
def officer(client):
    client.force_login(people.superuser())
    return client


def test_the_form_of_wagtail_refuses_in_plain_words(officer):
    data = {"title": "T", "file": hostile(), "collection": 1}
    body = officer.post(reverse("wagtaildocs:add"), data).content.decode()
    assert "acts by itself" in body
    assert not Document.objects.exists()


def test_the_form_of_wagtail_keeps_a_sound_file_under_a_plain_name(officer):
    file = SimpleUploadedFile("Étude  finale.PDF", made.pdf())
    officer.post(reverse("wagtaildocs:add"), {"title": "T", "file": file, "collection": 1})
    assert Document.objects.get().filename == "etude-finale.pdf"


def test_several_at_once_are_refused(officer):
    data = {"files[]": hostile(), "collection": 1}
    answer = officer.post(reverse("wagtaildocs:add_multiple"), data)
    assert answer.json()["success"] is False
    assert "acts by itself" in answer.json()["error_message"]
    assert not Document.objects.exists()


def test_the_chooser_refuses(officer):
    data = {"document-chooser-upload-title": "T", "document-chooser-upload-file": hostile()}
    officer.post(reverse("wagtaildocs_chooser:create"), data)
    assert not Document.objects.exists()


def test_images_of_wagtail_lose_what_they_said(officer):
    file = SimpleUploadedFile("a.jpg", made.photograph(), "image/jpeg")
    officer.post(reverse("wagtailimages:add"), {"title": "T", "file": file, "collection": 1})
    image = Image.objects.get()
    assert (image.width, image.height) == (10, 20)
    with image.file.open() as kept:
        assert b"Exif" not in kept.read()


def test_the_form_of_wagtail_takes_the_picture_of_an_iphone(officer):
    kept = io.BytesIO()
    PIL.Image.new("RGB", (64, 48), "teal").save(kept, "HEIF")
    file = SimpleUploadedFile("IMG_0001.heic", kept.getvalue(), "image/heic")
    officer.post(reverse("wagtailimages:add"), {"title": "T", "file": file, "collection": 1})
    assert Image.objects.get().file.name.endswith(".jpg")


@pytest.mark.asvs("5.2.2", "5.2.3")
def test_code_cannot_go_round_the_door():
    with pytest.raises(ValidationError):
        Document.objects.create(title="T", file=ContentFile(HOSTILE, "a.pdf"))
    with pytest.raises(ValidationError):
        Image.objects.create(title="T", file=ContentFile(b"<svg onload='alert(1)'/>", "a.svg"))


@pytest.mark.slow
def test_the_import_of_a_workbook_refuses_a_bomb(tmp_path):
    path = tmp_path / "practices.xlsx"
    path.write_bytes(made.bomb())
    with pytest.raises(UnreadableFileError, match="unpacks to far more"):
        list(read(path))


@pytest.mark.asvs("3.2.1")
def test_a_download_cannot_act(client):
    document = Document.objects.create(
        title="T",
        file=SimpleUploadedFile("report.pdf", made.pdf(), "application/pdf"),
        collection=file_collections.state_collection(member_state("ke")),
    )
    PracticeFactory(terms={"annexes": [Annex(title="T", document=document)]})
    with closing(client.get(document.url)) as answer:
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == f'attachment; filename="{document.filename}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        parts = answer["Content-Security-Policy"].split("; ")
        assert sorted(parts) == ["default-src 'none'", "sandbox"]


class Scanner(socketserver.BaseRequestHandler):
    """Speaks clamd's INSTREAM, and finds whatever holds the word virus."""

    def handle(self):
        stream = self.request.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        found = b""
        while length := struct.unpack("!L", stream.read(4))[0]:
            found += stream.read(length)
        verdict = b"Test-Virus FOUND" if b"virus" in found else b"OK"
        self.request.sendall(b"stream: " + verdict + b"\0")


@pytest.fixture
def scanner(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


@pytest.mark.asvs("5.4.3")
def test_the_scanner_is_asked(scanner):
    assert accept_document(SimpleUploadedFile("a.txt", b"fine"))
    with pytest.raises(ValidationError, match="virus scanner refuses"):
        accept_document(SimpleUploadedFile("a.txt", b"a virus" * 100_000))


def test_without_an_answer_of_the_scanner_nothing_comes_in(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(ValidationError, match="could not be checked"):
        accept_document(SimpleUploadedFile("a.txt", b"fine"))
