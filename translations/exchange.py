"""Translations out of the portal and in again: XLIFF and PO for translators' own tools, Word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from translate.storage import pypo

from common import marked_text
from practices.models import ContributionPage
from taxonomy.languages import Language
from uploads import refuse_unsafe_translation

from . import word_table, xliff
from .passages import Passage, label_of
from .units import Unit, Units, parsed, text_of


@dataclass(frozen=True)
class FileFormat:
    name: str
    ending: str
    media_type: str
    write: Callable[[ContributionPage, list[Passage], str], bytes]


@dataclass(frozen=True)
class Arrived:
    """The passages with what the file says of them, and how many of its own found no place."""

    passages: list[Passage]
    taken: int
    left_out: int


def write_po(page: ContributionPage, passages: list[Passage], language: str) -> bytes:
    store = pypo.pofile()
    store.updateheader(add=True, Language=language, Content_Type="text/plain; charset=UTF-8")
    for passage in passages:
        unit = store.addsourceunit(passage.original)
        unit.setcontext(passage.key)  # two passages may have the same words
        unit.addnote(label_of(page, passage.field), origin="developer")
        unit.target = passage.text
        unit.markfuzzy(passage.is_unread)
    return bytes(store)


def read_po(file: File) -> Units:
    refuse_unsafe_translation(file, "po")
    store = parsed(pypo.pofile, file.read())
    units = (unit for unit in store.units if unit.istranslatable() and not unit.isobsolete())
    return {unit.getcontext(): Unit(text_of(unit.target), unit.isfuzzy()) for unit in units}


FORMATS = {
    "xlf": FileFormat("XLIFF 1.2", ".xlf", "application/x-xliff+xml", xliff.write_1),
    "xlf2": FileFormat("XLIFF 2.1", "-2.1.xlf", "application/xliff+xml", xliff.write_2),
    "po": FileFormat("PO", ".po", "text/x-gettext-translation", write_po),
    "docx": FileFormat("Word", ".docx", word_table.MEDIA_TYPE, word_table.write),
}
READERS = {"xlf": xliff.read, "xliff": xliff.read, "po": read_po, "docx": word_table.read}


def arrive(file: File, passages: list[Passage]) -> Arrived:
    """What a file brings for the original as it is now; ValidationError in plain words."""
    kind = (file.name or "").rpartition(".")[2].lower()
    if kind not in READERS:
        raise ValidationError(_("Give an XLIFF (.xlf), PO (.po) or Word (.docx) file from here."))
    units = {key: unit for key, unit in READERS[kind](file).items() if unit.text}
    if not units:
        raise ValidationError(_("The file holds no translation."))
    known = {each.key for each in passages}
    if not known & units.keys():
        raise ValidationError(
            _("The file belongs to another text, or to an earlier version of it.")
        )
    return Arrived(
        list(_with(passages, units)), len(known & units.keys()), len(units.keys() - known)
    )


def _with(passages: list[Passage], units: Units) -> Iterator[Passage]:
    for each in passages:
        yield _taken_over(each, units[each.key]) if each.key in units else each


def _taken_over(passage: Passage, unit: Unit) -> Passage:
    """Whose original has changed, or a machine's, is read now, unless the file still doubts it."""
    is_typed = unit.is_typed and passage.is_rich
    text = unit.text
    if is_typed:
        text = marked_text.to_html(unit.text, passage.text, passage.original)
    if unit.is_unsure and text == passage.text:
        return passage
    return replace(passage, text=text, was="", is_machine=False)


def file_name(page: ContributionPage, language: str, kind: str) -> str:
    name = f"{page.reference}-{Language(language).value}{FORMATS[kind].ending}"
    return name.lower()
