"""Words in a Word document: their language, their direction, and where they lead."""

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from taxonomy.languages import of_interface

TAGS = {
    "ar": "ar-SA", "zh": "zh-CN", "en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES",
}  # fmt: skip
LINK = "0B4F8A"
SETTING = {"ar": "bidi", "zh": "eastAsia"}  # of the others: val


def set_language(made: WordDocument, document: dict) -> None:
    """Of the whole document, where a run does not say another one."""
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    theme = made.settings.element.find(qn("w:themeFontLang"))
    for element in (defaults, theme):
        _say(element, document["language"])


def size_from_the_right(properties: BaseOxmlElement, size: Pt) -> None:
    """Word keeps the size of Arabic letters apart."""
    properties.append(_with("w:szCs", str(int(size.pt * 2))))


def fill(paragraph: Paragraph, runs: list[dict], document: dict) -> None:
    """What is in one other language alone stands in its direction."""
    spoken = {run["dir"] if "lang" in run else document["direction"] for run in runs}
    if spoken == {"rtl"} or (document["direction"] == "rtl" and spoken != {"ltr"}):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in runs:
        place = _link(paragraph, run["url"]) if "url" in run else paragraph._p
        place.append(_run(run, document))


def describe_table(table: Table, caption: str, document: dict) -> None:
    """Columns from the right where the language runs so; a name for those who hear the table."""
    properties = table._tbl.tblPr
    if document["direction"] == "rtl":
        properties.insert(1, OxmlElement("w:bidiVisual"))  # behind the style
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), caption)
    properties.append(name)


def number_of_page(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _direction(run: dict, document: dict) -> str:
    return run.get("dir") or document["direction"]


def _link(paragraph: Paragraph, url: str) -> BaseOxmlElement:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, True))
    paragraph._p.append(link)
    return link


def _run(run: dict, document: dict) -> BaseOxmlElement:
    """Properties in the order that the schema asks for."""
    made, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
    if run.get("strong"):
        properties.extend([OxmlElement("w:b"), OxmlElement("w:bCs")])
    if "url" in run:
        properties.extend([_with("w:color", LINK), _with("w:u", "single")])
    if _direction(run, document) == "rtl":
        properties.append(OxmlElement("w:rtl"))
    language = OxmlElement("w:lang")
    _say(language, run.get("lang") or document["language"])
    properties.append(language)
    text = OxmlElement("w:t")
    text.text = run["text"]
    text.set(qn("xml:space"), "preserve")
    made.extend([properties, text])
    return made


def _with(name: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _say(element: BaseOxmlElement, code: str) -> None:
    """Word keeps three languages of a text: of its letters, East Asian, from right to left."""
    language = of_interface(code)
    element.set(qn(f"w:{SETTING.get(language, 'val')}"), TAGS[language])
