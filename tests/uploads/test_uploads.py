"""Hostile files are refused in plain words, sound ones are kept: row 14 of the list of faults."""

import io
import resource
import subprocess
import sys
import time

import pikepdf
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

from uploads import accept_document, accept_image
from uploads.names import titled

from . import made

HTML = b"<!doctype html><script>alert(1)</script>"
EVIL = "http://evil.example/x"


def workbook():
    kept, book = io.BytesIO(), Workbook()
    book.active.append(["a", 1])
    book.save(kept)
    return kept.getvalue()


SOUND = {
    "report.pdf": lambda: made.pdf(),
    "begins at page one.pdf": lambda: made.pdf(made.action("GoTo", D=pikepdf.Array([0]))),
    "print only.pdf": lambda: made.pdf(encryption=pikepdf.Encryption(owner="x", user="")),
    "with a link.pdf": lambda: made.pdf(made.link_to("https://www.unodc.org/")),
    "a bookmark.pdf": lambda: made.pdf(made.bookmark("(NA/AA) /JavaScript /Launch")),
    "a link to AA.pdf": lambda: made.pdf(made.link_to("https://example.org/AA/JS?/Launch")),
    "a place called AA.pdf": lambda: made.pdf(made.place("/AA")),
    "a font called AA.pdf": lambda: made.pdf(made.font("/AA")),
    "byte order mark.pdf": lambda: b"\xef\xbb\xbf" + made.pdf(),
    "lines in front.pdf": lambda: b"\r\n\r\n" + made.pdf(),
    "control Z.pdf": lambda: made.pdf() + b"\r\n\x1a",
    "report.docx": lambda: made.docx(),
    "begun with Normal.docx": lambda: made.attached_to(
        r"file:///C:\Users\ana\AppData\Roaming\Microsoft\Templates\Normal.dotm"
    ),
    "begun on a Mac.docx": lambda: made.attached_to(
        "file:////Users/ana/Library/Group%20Containers/UBF8T346G9.Office/Normal.dotm"
    ),
    "begun with a name.docx": lambda: made.attached_to("Normal.dotm"),
    "pictures of a Mac.docx": lambda: made.docx(
        word__media__image1_dot_pict=bytes(600), word__media__image2_dot_emf=b"\x01\0\0\0"
    ),
    "named values.xlsx": lambda: made.with_part(
        workbook(), "xl/customProperty1.bin", "value".encode("utf-16-le")
    ),
    "a link.docx": lambda: made.docx(
        word___rels__document_dot_xml_dot_rels=made.relation("hyperlink", "https://www.unodc.org/")
    ),
    "figures.xlsx": workbook,
    "plan.odt": lambda: made.odt(),
    "notes.txt": lambda: "Résumé\n".encode(),
    "table.csv": lambda: "\ufeffa,b\n1,2\n".encode(),
    "version 2.1 final.txt": lambda: b"text",
}

REFUSED = {
    # names
    "a.exe": lambda: b"MZ",
    "a.html": lambda: HTML,
    "a.svg": lambda: b"<svg onload='alert(1)'/>",
    "a.docm": lambda: made.docx(),
    "a.rtf": lambda: b"{\\rtf1 \\object}",
    "a": lambda: made.pdf(),
    "a.pdf.exe": lambda: made.pdf(),
    "a.php.pdf": lambda: made.pdf(),
    "a.exe .pdf": lambda: made.pdf(),
    "a.exe\0.pdf": lambda: made.pdf(),
    "a\u202efdp.exe": lambda: made.pdf(),
    "invoice\u202excod.pdf": lambda: made.pdf(),
    # content of another type
    "empty.pdf": lambda: b"",
    "too large.txt": lambda: b"a" * (settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1),
    "html.pdf": lambda: HTML,
    "html.txt": lambda: HTML,
    "html later.txt": lambda: b"\n  text\n<script>alert(1)</script>",
    "html after a head.pdf": lambda: b"%PDF-1.4\n" + HTML + b"\n%%EOF",
    "program.txt": lambda: b"MZ\x90\0\x03\0\0\0",
    "shell.csv": lambda: b"#!/bin/sh\nrm -rf /",
    "latin.txt": lambda: "Résumé".encode("latin-1"),
    "pdf.docx": lambda: made.pdf(),
    "docx.pdf": lambda: made.docx(),
    "docx.xlsx": lambda: made.docx(),
    "odt.ods": lambda: made.odt(),
    "zip.docx": lambda: made.package({"a.txt": "a"}),
    "old word.docx": lambda: b"\xd0\xcf\x11\xe0" + bytes(600),
    # two at once
    "pdf and zip.pdf": lambda: made.pdf() + made.package({"a": "a"}) + b"\n%%EOF",
    "pdf and html.pdf": lambda: made.pdf() + HTML,
    "html and pdf.pdf": lambda: HTML + made.pdf(),
    "gif and script.txt": lambda: b"GIF89a=1;alert(1)",
    "program and zip.docx": lambda: b"MZ" + made.docx(),
    "zip and html.docx": lambda: made.docx() + HTML,
    # PDF that acts
    "script.pdf": lambda: made.pdf(made.action("JavaScript", JS="app.alert(1)")),
    "launch.pdf": lambda: made.pdf(made.action("Launch", F="cmd.exe")),
    "opens an address.pdf": lambda: made.pdf(made.action("URI", URI=EVIL)),
    "sends.pdf": lambda: made.pdf(made.action("SubmitForm", F=EVIL)),
    "packed.pdf": lambda: made.pdf(
        made.script_in_a_packed_object, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "attached.pdf": lambda: made.pdf(made.attached_file),
    "page opens.pdf": lambda: made.pdf(made.at("/AA", pikepdf.Dictionary())),
    "xfa.pdf": lambda: made.pdf(made.at("/AcroForm", pikepdf.Dictionary(XFA="<x/>"))),
    "script in a link.pdf": lambda: made.pdf(made.link_to("javascript:alert(1)")),
    "hidden name.pdf": lambda: made.pdf(
        made.at("/A", pikepdf.Dictionary(S=pikepdf.Name("/Launch")))
    ).replace(b"/Launch", b"/#4caunch"),
    "password.pdf": lambda: made.pdf(encryption=pikepdf.Encryption(owner="x", user="y")),
    "many pages.pdf": lambda: made.pdf(made.many_pages),
    "cut off.pdf": lambda: made.pdf()[:-200],
    # packages
    "macro.docx": lambda: made.docx(word__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0"),
    "macro by another name.docx": lambda: made.docx(word__x_dot_bin=b"\xd0\xcf\x11\xe0"),
    "macro type.docx": lambda: made.package(
        {"[Content_Types].xml": made.types(made.MAIN, "application/vnd.ms-word.vbaProject")}
    ),
    "template of a server.docx": lambda: made.attached_to("file://evil.example/a.dotm"),
    "template of a share.docx": lambda: made.attached_to(r"\\evil.example\a.dotm"),
    "template of a share, hidden.docx": lambda: made.attached_to(
        "file:///%5C%5Cevil.example%5Ca.dotm"
    ),
    "template through WebDAV.docx": lambda: made.attached_to("file:////evil.example/a.dotm"),
    "program as a value.xlsx": lambda: made.with_part(
        workbook(), "xl/customProperty1.bin", b"\xd0\xcf\x11\xe0"
    ),
    "page in front.pdf": lambda: b"<html>" + made.pdf(),
    "opens an address by itself.pdf": lambda: made.pdf(
        made.at("/AA", pikepdf.Dictionary(WC=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=EVIL)))
    ),
    "a name elsewhere.pdf": lambda: made.pdf(made.name_elsewhere("/JavaScript")),
    "template.docx": lambda: made.docx(
        word___rels__settings_dot_xml_dot_rels=made.relation("attachedTemplate", EVIL)
    ),
    "picture from elsewhere.docx": lambda: made.docx(
        word___rels__document_dot_xml_dot_rels=made.relation("image", EVIL)
    ),
    "script in a link.docx": lambda: made.docx(
        word___rels__document_dot_xml_dot_rels=made.relation("hyperlink", "javascript:alert(1)")
    ),
    "file in a link.docx": lambda: made.docx(
        word___rels__document_dot_xml_dot_rels=made.relation("hyperlink", "file://evil.example/x")
    ),
    "html inside.docx": lambda: made.docx(
        word___rels__document_dot_xml_dot_rels=made.relation("aFChunk", "x.html", "Internal"),
        word__x_dot_html=HTML,
    ),
    "xxe.docx": lambda: made.docx(
        word__document_dot_xml="<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
    ),
    "xxe in UTF-16.docx": lambda: made.docx(
        word__document_dot_xml="<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a []><a/>".encode(
            "utf-16"
        )
    ),
    "dde.docx": lambda: made.docx(
        word__document_dot_xml=made.BODY.format(
            "<w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText>"
        )
    ),
    "object.docx": lambda: made.docx(word__embeddings__oleObject1_dot_bin=b"\xd0\xcf\x11\xe0"),
    "macro in the chart.docx": lambda: made.docx(word__embeddings__a_dot_xlsx=made.docx()),
    "leads out.docx": lambda: made.package(
        {"[Content_Types].xml": made.types(), "../a.xml": "<a/>"}
    ),
    "bomb.docx": made.bomb,
    "many parts.docx": lambda: made.docx(**{f"word__p{n}_dot_xml": "<a/>" for n in range(10_000)}),
    "scripts.odt": lambda: made.odt(Basic__a="x"),
    "listener.odt": lambda: made.odt("<a><script:event-listener/></a>"),
    "picture from elsewhere.odt": lambda: made.odt(f"<draw:image xlink:href='{EVIL}'/>"),
    "xxe.odt": lambda: made.odt("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
}

REFUSED_IMAGES = {
    "a.svg": lambda: b"<svg onload='alert(1)'/>",
    "a.tiff": lambda: made.picture("TIFF"),
    "html.jpg": lambda: HTML,
    "gif.png": lambda: made.picture("GIF"),
    "empty.png": lambda: b"",
    "huge.png": made.huge_png,
    "cut off.png": lambda: made.picture(size=(99, 99))[:-40],
    "a.php.png": made.picture,
    "gif and script.gif": lambda: b"GIF89a/*" + b"*/=1;alert(1)",
    "bmp.jpg": lambda: made.picture("BMP"),
}


def sent(name, content):
    file = SimpleUploadedFile("x", content)
    file._name = name  # as a hostile client sends it: Django's own cleaning comes on top
    return file


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_kept(name):
    content = SOUND[name]()
    kept = accept_document(sent(name, content))
    assert kept.read() == content
    assert kept.name.endswith(name[name.rindex(".") :])


@pytest.mark.slow
@pytest.mark.asvs("5.2.2", "5.2.3")
@pytest.mark.fault(14)
@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused(name):
    content = REFUSED[name]()
    started = time.process_time()
    with pytest.raises(ValidationError) as refusal:
        accept_document(sent(name, content))
    assert time.process_time() - started < 8  # mostly below two
    assert all(len(message) > 20 for message in refusal.value.messages)


@pytest.mark.asvs("1.3.4")
@pytest.mark.fault(14)
@pytest.mark.parametrize("name", REFUSED_IMAGES)
def test_a_hostile_image_is_refused(name):
    with pytest.raises(ValidationError):
        accept_image(sent(name, REFUSED_IMAGES[name]()))


def test_an_image_is_kept_without_what_it_said():
    before = Image.open(io.BytesIO(made.photograph()))
    assert before.getexif().get_ifd(0x8825)
    kept = Image.open(accept_image(sent("a.jpg", made.photograph())))
    assert (kept.format, kept.size) == ("JPEG", (10, 20))  # upright
    assert not kept.getexif()
    assert "comment" not in kept.info


def test_what_stands_behind_an_image_is_gone():
    kept = accept_image(sent("a.png", made.picture() + HTML)).read()
    assert b"script" not in kept


@pytest.mark.parametrize(
    ("sent_as", "kept_as"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "png"), ("WEBP", "webp")]
)
def test_an_image_is_typed_by_its_content(sent_as, kept_as):
    kept = accept_image(sent(f"Some Name.{sent_as.lower()}", made.picture(sent_as)))
    assert kept.name == f"some-name.{kept_as}"


def test_names_are_plain_letters():
    kept = accept_document(sent("../../Étude  «finale» 2024.PDF", made.pdf()))
    assert kept.name == "etude-finale-2024.pdf"
    assert titled("Стратегия 2025", "x.pdf") == "strategiya-2025.pdf"


@pytest.mark.slow
@pytest.mark.asvs("5.2.2", "5.2.3")
@pytest.mark.fault(14)
def test_a_bomb_costs_neither_time_nor_memory():
    """Measured from outside: the look at the bombs and the huge image in one process."""
    code = (
        "import django; django.setup();"
        "from tests.uploads.made import most_memory;"
        "from tests.uploads.test_uploads import look_at_the_bombs;"
        "base = most_memory(); look_at_the_bombs(); print(most_memory() - base)"
    )
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert int(run.stdout.split()[-1]) < 300  # MB


def look_at_the_bombs():
    for name, accept, content in (
        ("a.docx", accept_document, made.bomb()),
        ("a.png", accept_image, made.huge_png()),
        ("a.pdf", accept_document, made.pdf(made.many_pages)),
    ):
        with pytest.raises(ValidationError):
            accept(sent(name, content))


def test_the_reader_of_pdf_has_little_memory():
    """A process that is given too much dies alone, and the file counts as damaged."""
    from uploads import pdf_reader

    code = (
        f"import sys; sys.path.insert(0, {str(pdf_reader.__file__.rsplit('/', 1)[0])!r});"
        "import pdf_reader; pdf_reader.look = lambda content: bytearray(2**31); pdf_reader.main()"
    )
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], input=b"\0" * 8, capture_output=True, check=False
    )
    assert b"MemoryError" in run.stderr
    assert run.stdout == b""
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != pdf_reader.MEMORY  # ours is as it was
