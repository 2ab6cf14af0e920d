"""Files with words on their pages, made on the spot: PDF, Word and PowerPoint."""

import io

import docx
import pikepdf
import pptx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement


def pdf(*pages):
    """A page for each text; one without words shows a picture's place only, as a scan does."""
    made, kept = pikepdf.new(), io.BytesIO()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for text in pages:
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        lines = " T* ".join(f"({line}) Tj" for line in text.splitlines())
        words = f"BT /F1 12 Tf 14 TL 50 780 Td {lines} ET" if text else "0 0 500 700 re f"
        page.Contents = made.make_stream(words.encode("latin-1"))
    made.save(kept)
    return kept.getvalue()


def word(*pages):
    """As Word saves it: it notes where a page ended when it last showed the text."""
    made, kept = docx.Document(), io.BytesIO()
    for number, text in enumerate(pages):
        run = made.add_paragraph().add_run()
        if number:
            run._element.append(OxmlElement("w:lastRenderedPageBreak"))
        run.add_text(text)
    made.save(kept)
    return kept.getvalue()


def inserted(document, text):
    """A change by somebody else, not yet accepted."""
    change = OxmlElement("w:ins")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    change.append(run)
    document.element.body.insert(0, OxmlElement("w:p"))
    document.element.body[0].append(change)
    change.set(qn("w:id"), "1")


def slides(*texts, notes=""):
    made, kept = pptx.Presentation(), io.BytesIO()
    for text in texts:
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = text
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    made.save(kept)
    return kept.getvalue()
