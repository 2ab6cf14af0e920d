"""XLIFF 1.2 and 2.1, the files of translators' programs; markup of a passage stands in its text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element as Element
from translate.storage import xliff, xliff2

from practices.models import ContributionPage
from uploads import refuse_unsafe_translation

from .passages import Passage, label_of
from .units import Unit, Units, parsed, text_of

NAMESPACE_1 = "urn:oasis:names:tc:xliff:document:1.2"
NAMESPACE_2 = "urn:oasis:names:tc:xliff:document:2.0"  # of version 2.1 as well


class Unit1(xliff.xliffunit):
    namespace = NAMESPACE_1


class Store1(xliff.xlifffile):
    """The toolkit reads 1.2, and writes 1.1 unless it is told."""

    UnitClass = Unit1
    namespace = NAMESPACE_1
    XMLskeleton = xliff.xlifffile.XMLskeleton.replace("1.1", "1.2")


class Unit2(xliff2.Xliff2Unit):
    """The schema allows no xml:space at `segment`, which is what the toolkit takes for the unit."""

    def _ensure_xml_space_preserve(self) -> None:
        """Said once, of the file."""


class Store2(xliff2.Xliff2File):
    UnitClass = Unit2
    XMLskeleton = xliff2.Xliff2File.XMLskeleton.replace("'2.0'", "'2.1'").replace(
        "<file ", "<file xml:space='preserve' "
    )


def write_1(page: ContributionPage, passages: list[Passage], language: str) -> bytes:
    store = Store1()
    store.createfilenode(page.reference, page.language, language)
    for passage in passages:
        unit = store.addsourceunit(passage.original, page.reference)
        unit.addnote(label_of(page, passage.field), origin="developer")
        _fill(unit, passage)
    return bytes(store)


def write_2(page: ContributionPage, passages: list[Passage], language: str) -> bytes:
    store = Store2()
    store.setsourcelanguage(page.language)
    store.settargetlanguage(language)
    store.setfilename(store.body, page.reference)
    for passage in passages:
        unit = store.addsourceunit(passage.original)
        _add_note(unit, label_of(page, passage.field))
        _fill(unit, passage)
    return bytes(store)


def _add_note(unit: Unit2, text: str) -> None:
    """Before the segment; the toolkit writes it inside, where the schema has none."""
    notes = etree.Element(unit.namespaced("notes"))
    etree.SubElement(notes, unit.namespaced("note")).text = text
    unit.getunitelement().insert(0, notes)


def _fill(unit: Unit1 | Unit2, passage: Passage) -> None:
    unit.setid(passage.key)
    if passage.text:
        unit.target = passage.text
        unit.marktranslated()
        if passage.is_unread:
            unit.markfuzzy()


def read(file: File) -> Units:
    refuse_unsafe_translation(file, "xlf")
    content = file.read()
    version = str(etree.fromstring(content).get("version", ""))
    readers = {"1": _read_1, "2": _read_2}
    if version[:1] not in readers:
        raise ValidationError(_("The file is no XLIFF of version 1.2 or 2.1."))
    return readers[version[:1]](content)


def _read_1(content: bytes) -> Units:
    store = parsed(xliff.xlifffile, content)
    return {_id_of(unit): _unit_1(unit) for unit in store.units}


def _id_of(unit: Any) -> str:
    return str(unit.getid()).rpartition("\x04")[2]  # behind the name of the file


def _unit_1(unit: Any) -> Unit:
    """Programs seldom approve: what its state says counts, and not the toolkit's isfuzzy()."""
    is_unsure = unit.xmlelement.find(f".//{unit.namespaced('target')}[@state]") is not None
    return Unit(text_of(unit.target), is_unsure and unit.get_state_id() < unit.S_UNREVIEWED)


def _read_2(content: bytes) -> Units:
    """By unit: a program may have divided its text into segments."""
    store = parsed(xliff2.Xliff2File, content)
    units = {str(each.getunitelement().get("id")): each for each in store.units}
    return {key: _unit_2(each) for key, each in units.items()}


def _unit_2(segment: Any) -> Unit:
    """What has no target of its own stands there in the words of the original, to be seen."""
    source, target, of_segment, ignorable = map(
        segment.namespaced, ("source", "target", "segment", "ignorable")
    )
    parts = list(segment.getunitelement().iterchildren(of_segment, ignorable))
    segments = [part for part in parts if part.tag == of_segment]
    targets = [_words(part.find(target)) for part in segments]
    if not any(targets):
        return Unit("")
    found = (_words(part.find(target)) or _words(part.find(source)) for part in parts)
    is_unsure = not all(targets) or any(part.get("state") == "initial" for part in segments)
    return Unit(text_of("".join(found)), is_unsure)


def _words(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext())
