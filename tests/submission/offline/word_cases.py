"""What people do in Word, as XML of one answer, and what of it a person sees.

Run as a program it writes the cases into files/, and has LibreOffice save them anew there:

    python -m tests.submission.offline.word_cases
"""

import io
import subprocess
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Cm
from PIL import Image

FILES = Path(__file__).parent / "files"
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
}
BY = 'w:id="9" w:author="A" w:date="2026-11-01T10:00:00Z"'


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def inserted(*inner):
    return f"<w:ins {BY}>{''.join(inner)}</w:ins>"


def deleted(text):
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def control(inner, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def mark(kind, inner=""):
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text):
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def form_field(inner):
    return mark("begin", f'<w:ffData><w:name w:val="x"/>{inner}</w:ffData>')


def tick(checked):
    state = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return control(run("☒" if checked else "☐"), state)


def listed(text, number, level=0):
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(run(text), properties=numbering)


def table(*rows):
    width = '<w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>'
    cells = lambda row: "".join(f"<w:tc>{width}{p(run(cell))}</w:tc>" for cell in row)  # noqa: E731
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1000"/>' * len(rows[0]) + "</w:tblGrid>"
    body = "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{body}</w:tbl>'


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    '<wp:extent cx="1800000" cy="540000"/><wp:docPr id="7" name="Box"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" '
    'cy="540000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>'
    "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r>"
    "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
PLACEHOLDER = "<w:showingPlcHdr/>"
DROP_DOWN = '<w:dropDownList><w:listItem w:displayText="Law" w:value="1"/></w:dropDownList>'
DAY = '<w:date w:fullDate="2026-12-01T00:00:00Z"><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'

# Name: (XML of the answer, what is seen, kinds of what is left out).
CASES = {
    "inserted": (p(run("We "), inserted(run("gave")), run(" needles.")), "We gave needles.", ()),
    "replaced": (
        p(run("In "), deleted("two"), inserted(run("three")), run(" towns")),
        "In three towns",
        ("deleted",),
    ),
    "all deleted": (p(deleted("gone")), "", ("deleted",)),
    "mark deleted": (
        p(run("one"), properties=f"<w:rPr><w:del {BY}/></w:rPr>") + p(run(" line")),
        "one line",
        (),
    ),
    "moved": (
        p(f"<w:moveFrom {BY}>{run('here')}</w:moveFrom>", run("then"))
        + p(f"<w:moveTo {BY}>{run('here')}</w:moveTo>"),
        "then\nhere",
        (),
    ),
    "control of a block": (control(p(run("in a control"))), "in a control", ()),
    "control in a line": (p(run("a "), control(run("word")), run(" more")), "a word more", ()),
    "controls nested": (control(control(p(control(run("deep"))))), "deep", ()),
    "drop-down": (p(control(run("Law"), DROP_DOWN)), "Law", ()),
    "placeholder": (p(control(run("Click here to enter text."), PLACEHOLDER)), "", ()),
    "boxes": (p(tick(1), run(" yes "), tick(0), run(" no")), "☒ yes ☐ no", ()),
    "simple field": (p(f'<w:fldSimple w:instr=" AUTHOR ">{run("Ana")}</w:fldSimple>'), "Ana", ()),
    "field": (
        p(mark("begin"), code(" AUTHOR "), mark("separate"), run("Ana"), mark("end")),
        "Ana",
        (),
    ),
    "link": (
        p(
            mark("begin"),
            code(' HYPERLINK "https://example.org/plan" '),
            mark("separate"),
            run("the plan"),
            mark("end"),
        ),
        "the plan",
        ("link",),
    ),
    "old drop-down": (
        p(
            form_field(
                '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Law"/>'
                '<w:listEntry w:val="Plan"/></w:ddList>'
            ),
            code(" FORMDROPDOWN "),
            mark("separate"),
            mark("end"),
        ),
        "Plan",
        (),
    ),
    "old box": (
        p(
            form_field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'),
            code(" FORMCHECKBOX "),
            mark("end"),
        ),
        "☒",
        (),
    ),
    "smart tag": (
        p(f'<w:smartTag w:uri="u" w:element="place">{run("Nairobi")}</w:smartTag>'),
        "Nairobi",
        (),
    ),
    "breaks": (
        p("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>"),
        "one\ntwo\tthree",
        (),
    ),
    "hyphens": (
        p(
            "<w:r><w:t>take</w:t><w:noBreakHyphen/><w:t>home metha</w:t><w:softHyphen/>"
            "<w:t>done</w:t></w:r>"
        ),
        "take-home methadone",
        (),
    ),
    "bullets": (
        p(run("Three:")) + listed("a", 1) + listed("b", 1, 1) + listed("c", 1),
        "Three:\n- a\n- b\n- c",
        (),
    ),
    "numbers": (listed("first", 2) + listed("second", 2), "1. first\n2. second", ()),
    "table inside": (
        table(("Year", "Kits"), ("2019", "30")) + p(),
        "Year | Kits\n2019 | 30",
        (),
    ),
    "box": (p(run("beside "), BOX), "beside\nin a box", ()),
    "hidden": (p(run("seen"), run(" secret", "<w:vanish/>")), "seen", ("hidden",)),
    "raised figures": (
        p(
            run("10"),
            run("6", '<w:vertAlign w:val="superscript"/>'),
            run(" people, CO"),
            run("2", '<w:vertAlign w:val="subscript"/>'),
            run(", 1"),
            run("er", '<w:vertAlign w:val="superscript"/>'),
        ),
        "10⁶ people, CO₂, 1er",
        (),
    ),
    "struck": (p(run("kept "), run("struck", "<w:strike/>")), "kept struck", ("struck",)),
    "equation": (
        p(run("so "), "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"),
        "so",
        ("equation",),
    ),
    "symbol": (
        p('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:t>-PVP</w:t></w:r>'),
        "α-PVP",
        (),
    ),
}
# What LibreOffice 7.4 makes of a case: a move is a deletion, an equation is dropped.
OTHERWISE = {"moved": ("then\nhere", ("deleted",)), "equation": ("so", ())}


def built() -> Document:
    document = Document()
    _numbering(document)
    grid = document.add_table(rows=0, cols=2)
    for name, (xml, _seen, _left_out) in CASES.items():
        label, answer = grid.add_row().cells
        label.text = name
        answer.width = Cm(9)
        _fill(answer, xml)
    _picture(grid.add_row().cells)
    _comment(document, grid.add_row().cells)
    return document


def _fill(cell, xml):
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    for paragraph in cell.paragraphs:
        cell._tc.remove(paragraph._p)
    for element in parse_xml(f"<w:body {spaces}>{xml}</w:body>"):
        cell._tc.append(element)
    if cell._tc[-1].tag.endswith("}sdt"):
        cell.add_paragraph()


def _numbering(document):
    root = document.part.numbering_part.element
    for element in list(root):
        root.remove(element)
    for kind, name, text in ((1, "bullet", "•"), (2, "decimal", "%1.")):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{name}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for level in range(2)
        )
        space = f'xmlns:w="{SPACES["w"]}"'
        root.append(
            parse_xml(f'<w:abstractNum {space} w:abstractNumId="{kind}">{levels}</w:abstractNum>')
        )
    for kind in (1, 2):
        root.append(
            parse_xml(
                f'<w:num xmlns:w="{SPACES["w"]}" w:numId="{kind}">'
                f'<w:abstractNumId w:val="{kind}"/></w:num>'
            )
        )


def _picture(cells):
    cells[0].text, image = "picture", io.BytesIO()
    Image.new("RGB", (4, 4)).save(image, "PNG")
    image.seek(0)
    paragraph = cells[1].paragraphs[0]
    paragraph.add_run("see")
    paragraph.add_run().add_picture(image)


def _comment(document, cells):
    cells[0].text = "comment"
    noted = cells[1].paragraphs[0].add_run("words")
    document.add_comment(noted, "please check", author="A")


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    source = FILES / "word.docx"
    built().save(source)
    office = ["soffice", "--headless", "--convert-to"]
    subprocess.run([*office, "odt", "--outdir", FILES, source], check=True)  # noqa: S603
    subprocess.run(  # noqa: S603
        [*office, "docx:MS Word 2007 XML", "--outdir", FILES, FILES / "word.odt"], check=True
    )
    (FILES / "word.docx").rename(FILES / "from-writer.docx")
    (FILES / "word.odt").rename(FILES / "from-word.odt")
    built().save(source)
    subprocess.run(  # noqa: S603
        [*office, "docx:MS Word 2007 XML", "--outdir", FILES / "new", source], check=True
    )
    (FILES / "new" / "word.docx").rename(FILES / "saved-anew.docx")
    (FILES / "new").rmdir()
    source.unlink()
