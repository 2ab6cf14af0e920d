"""Translations out in a file and in again: XLIFF 1.2 and 2.1, PO, Word."""

import re
from io import BytesIO

import pytest
from defusedxml import ElementTree
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from tests import people
from tests.translations import made
from tests.translations.test_form import address
from translations import drafts, xliff
from translations.models import Translation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["xlf", "xlf2", "po", "docx"])
def test_out_in_a_file_and_in_again(client, page, author, kind):
    made.draft(page, author)
    content = client.get(f"{address(page)}file.{kind}").content
    if kind == "docx":
        content = _translated_in_word(content)
    else:
        words = "Infirmières & co".replace("&", "&" if kind == "po" else "&amp;")
        content = content.replace(b"Nurses", words.encode())
    file = SimpleUploadedFile(f"text.{kind.removesuffix('2')}", content)
    answer = client.post(address(page), {"do": "upload", "file": file}, follow=True)
    assert "6 passages were read from the file" in answer.content.decode()
    draft = Translation.objects.get()
    assert draft.title == "Infirmières & co"
    assert "Infirmières &amp; co" in draft.text["objectives"][0]


def _translated_in_word(content):
    document = Document(BytesIO(content))
    for row in document.tables[0].rows[1:]:
        row.cells[2].text = "Infirmières & co"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("write", "version"), [(xliff.write_1, "1.2"), (xliff.write_2, "2.1")])
def test_markup_comes_through_xliff(page, write, version):
    written = write(page, drafts.passages_for(page, None), "en")
    assert b"<source>&lt;p&gt;Un &lt;b&gt;autre&lt;/b&gt; but.&lt;/p&gt;</source>" in written
    assert f'version="{version}"'.encode() in written


def test_xliff_2_has_the_elements_of_its_schema(page):
    """As docs.oasis-open.org has it: notes before the segment, which has a state and no more."""
    made.draft(page, people.focal_point("fr"))
    page = made.changed(page, title="Un autre titre")
    draft = Translation.objects.get()
    root = ElementTree.fromstring(xliff.write_2(page, drafts.passages_for(page, draft), "en"))
    assert root.attrib == {"version": "2.1", "srcLang": "fr", "trgLang": "en"}
    [file] = root
    assert (file.tag, file.get("id")) == (f"{{{xliff.NAMESPACE_2}}}file", page.reference)
    for unit in file:
        assert re.fullmatch(r"[\w.:-]+", unit.get("id"))
        assert [_name(child) for child in unit] == ["notes", "segment"]
        assert [_name(child) for child in unit[1]] == ["source", "target"]
        assert set(unit[1].attrib) == {"state"}
    assert [unit[1].get("state") for unit in file] == ["initial", *["translated"] * 5]


def _name(element):
    return element.tag.rpartition("}")[2]


SEGMENTED = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="fr" trgLang="en">
<file id="f"><unit id="{key}">
<segment id="s1"><source>Des infirmiers.</source><target>Nurses.</target></segment>
<ignorable><source> </source></ignorable>
<segment id="s2"><source>Et <pc id="1">eux</pc>.</source>{second}</segment>
</unit></file></xliff>"""  # noqa: E501


@pytest.mark.parametrize(
    ("second", "text"),
    [
        ('<target>And <pc id="1">they</pc>.</target>', "Nurses. And they."),
        ("", "Nurses. Et eux."),  # to be seen in the form, where somebody translates it
    ],
)
def test_sentences_that_a_program_divided_are_one_passage_again(client, page, author, second, text):
    title = drafts.passages_for(page, None)[0]
    content = SEGMENTED.format(key=title.key, second=second).encode()
    file = SimpleUploadedFile("a.xliff", content)
    client.post(address(page), {"do": "upload", "file": file})
    assert Translation.objects.get().title == text


@pytest.mark.parametrize("kind", ["xlf", "xlf2", "po"])
def test_what_a_program_still_doubts_is_not_taken_for_read(client, page, author, kind):
    made.draft(page, author)
    page = made.changed(page, objectives="<p>Un but.</p><p>Un tout autre but.</p>")
    content = client.get(f"{address(page)}file.{kind}").content
    file = SimpleUploadedFile(f"a.{kind.removesuffix('2')}", content)
    client.post(address(page), {"do": "upload", "file": file})
    draft = Translation.objects.get()
    assert [each.field for each in drafts.passages_for(page, draft) if each.is_changed] == [
        "objectives"
    ]
    settled = content.replace(b"#, fuzzy", b"").replace(b'state="initial"', b'state="final"')
    settled = settled.replace(b'state="needs-translation"', b'state="final"')
    assert settled != content
    file = SimpleUploadedFile(f"a.{kind.removesuffix('2')}", settled)
    client.post(address(page), {"do": "upload", "file": file})
    draft.refresh_from_db()
    assert not any(each.is_changed for each in drafts.passages_for(page, draft))


def test_both_versions_are_offered(client, page, author):
    text = client.get(address(page)).content.decode()
    assert "XLIFF 1.2" in text
    assert "XLIFF 2.1" in text
    assert client.get(f"{address(page)}file.xlf2")["Content-Disposition"].endswith('-en-2.1.xlf"')
    assert client.get(f"{address(page)}file.xlf3").status_code == 404


XXE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file/></xliff>'
)


def test_a_file_that_is_none_is_refused_in_plain_words(client, page, author):
    for name, content, said in (
        ("a.xlf", XXE, "XML entities"),
        ("a.xlf", b"<xliff", "damaged"),
        ("a.xlf", b'<xliff version="3.0"/>', "no XLIFF of version 1.2 or 2.1"),
        ("a.xlf", b"<html/>", "no XLIFF"),
        ("a.xlf", b"", "empty"),
        ("a.po", b"\x00\x01", "not plain text"),
        ("a.po", b'msgctxt "x-0"\nmsgid "a"\nmsgstr "b"\n', "another text"),
        ("a.po", b'msgid "a"\nmsgstr ""\n', "no translation"),
        ("a.docx", b"PK", "of another type"),
        ("a.exe", b"MZ", "XLIFF"),
    ):
        file = SimpleUploadedFile(name, content)
        answer = client.post(address(page), {"do": "upload", "file": file})
        told = (name, content, answer.status_code, said in answer.content.decode())
        assert told == (name, content, 200, True)
    assert not Translation.objects.exists()


def test_passages_of_an_earlier_original_are_left_out(client, page, author):
    made.draft(page, author)
    content = client.get(f"{address(page)}file.po").content
    made.changed(page, title="Un autre titre")
    file = SimpleUploadedFile("a.po", content)
    answer = client.post(address(page), {"do": "upload", "file": file}, follow=True)
    assert "1 passage belongs to an earlier version" in answer.content.decode()
