"""Forms on paper as people fill them in and send them back."""

import io

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from workshops import answers
from workshops.paper import questions

KINDS = ["xlsx", "docx"]


def with_small_forms(made):
    """Each group works on one chapter."""
    for group in (made.one, made.two):
        group.chapters.set([made.item.chapter])
    return made


def page(made, sheet="1", name="workshop_paper", **more):
    return reverse(name, args=[made.room.uid, made.assessment.pk, sheet, *more.values()])


def form(client, made, kind, sheet="1", prefix=""):
    path = page(made, sheet, "workshop_paper_form", kind=kind)
    answer = client.get(f"{prefix}{path}")
    translation.activate("en")  # what a page in another language leaves behind in this thread
    assert answer.status_code == 200
    return io.BytesIO(answer.content)


def fill(kind, file, item, **said):
    return (fill_xlsx if kind == "xlsx" else fill_docx)(file, item, said)


def fill_xlsx(file, item, said):
    book = load_workbook(file)
    names = list(questions.asked())
    for row in book.active.iter_rows(min_row=4):
        if row[0].value == item.key:
            for name, text in said.items():
                row[2 + names.index(name)].value = text or None
    return saved(book)


def fill_docx(file, item, said):
    document, names = Document(file), list(questions.asked())
    for table in document.tables:
        if table.rows[0].cells[0].paragraphs[1].text == item.key:
            for name, text in said.items():
                table.cell(1 + names.index(name), 1).text = text
    return saved(document)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file


def bring(client, made, kind, file, sheet="1"):
    """The page that shows what the file says."""
    file.seek(0)
    file.name = f"form.{kind}"
    return client.post(page(made, sheet), {"file": file})


def take(client, made, shown, sheet="1", **chosen):
    """The form of that page, sent as a browser would."""
    form = BeautifulSoup(shown.content, "html.parser").select_one("form.guided")
    sent = {field["name"]: field.text for field in form.select("textarea")}
    for field in form.select("input:not([type=radio], [type=checkbox]), [checked]"):
        sent[field["name"]] = field.get("value", "on" if field["type"] == "checkbox" else "")
    for field in form.select("select"):
        sent[field["name"]] = field.select_one("option[selected]")["value"]
    return client.post(page(made, sheet, "workshop_paper_take"), sent | chosen)


def said(made, group=None, item=None):
    return answers.sheet_of(made.assessment, group).get((item or made.item).key, {})


def keep(made, group=None, **values):
    answers.keep(answers.answer_of(made.assessment, group, made.item), values)


def notes(shown):
    return [(note.place, note.message, note.text) for note in shown.context["filled"].notes]


def answer_place(made):
    return [made.room.uid, made.assessment.pk]


def tick(file, item, number, ticked):
    """As Word does it: the box is a content control that says whether it is ticked."""
    document = Document(file)
    for table in document.tables:
        if table.cell(0, 0).paragraphs[1].text == item.key:
            box = table.cell(1, 1)._tc.findall(f".//{qn('w:sdt')}")[number]
            box.find(f".//{W14}checked").set(f"{W14}val", str(int(ticked)))
            box.find(f".//{qn('w:t')}").text = "☒" if ticked else "☐"
    return saved(document)


W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
