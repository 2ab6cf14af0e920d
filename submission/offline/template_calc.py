"""The empty form as a Calc spreadsheet (.ods)."""

from odfdo import Cell, Column, Document, Element, HeaderRows, Paragraph, Row, Table

from . import guidance, odf, questions

# The widths of the columns in centimetres, and about how many letters stand in a line of each.
COLUMNS = {"Question": (5.5, 30), "Answer": (13, 70), "Guidance": (11, 50)}
LINE = 0.52  # centimetres
STYLES = """
<style:style style:name="Sheet" style:family="table" style:master-page-name="Default">
 <style:table-properties table:display="true" style:writing-mode="{mode}"/></style:style>
<style:style style:name="Box" style:family="table-cell" style:parent-style-name="Default">
 <style:table-cell-properties fo:border="0.5pt solid #b5c0ca" fo:wrap-option="wrap"
 style:vertical-align="top"/></style:style>
<number:text-style xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 style:name="Text"><number:text-content/></number:text-style>
<style:style style:name="AnswerBox" style:family="table-cell" style:parent-style-name="Box"
 style:data-style-name="Text"><style:table-cell-properties fo:border="0.5pt solid #b5c0ca"
 fo:wrap-option="wrap" style:vertical-align="top"/></style:style>
<style:style style:name="Label" style:family="table-cell" style:parent-style-name="Default">
 <style:table-cell-properties fo:border="0.5pt solid #b5c0ca" fo:wrap-option="wrap"
 style:vertical-align="top"/><style:text-properties fo:font-weight="bold"
 style:font-weight-asian="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Head" style:family="table-cell" style:parent-style-name="Default">
 <style:table-cell-properties fo:border="0.5pt solid #b5c0ca" fo:wrap-option="wrap"
 style:vertical-align="top" fo:background-color="#e7eef4"/><style:text-properties
 fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
</style:style>
"""


def write(model, file) -> None:
    document = Document("spreadsheet")
    columns = "".join(
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
        for name, (width, _letters) in COLUMNS.items()
    )
    odf.prepare(document, guidance.title_of(model), STYLES + columns, landscape=True)
    document.body.clear()
    _offers(document, model)
    document.body.append(_sheet(document, model))
    odf.save(document, file)


def _sheet(document, model) -> Table:
    table = Table(guidance.title_of(model), style="Sheet")
    for name in COLUMNS:
        table.append(Column(style=name))
    headings = HeaderRows()
    headings.append(_row(document, [*guidance.headings(), guidance.introduction()], ["Head"] * 3))
    table.append(headings)
    for question in questions.of(model):
        texts = [question.label, "", "\n".join(guidance.of_question(question))]
        table.append(_row(document, texts, ["Label", "AnswerBox", "Box"], question))
    return table


def _row(document, texts, styles, question=None) -> Row:
    """High enough for its texts, and growing with what is typed."""
    letters = [each for _width, each in COLUMNS.values()]
    lines = max(guidance.lines_in(text, most) for text, most in zip(texts, letters, strict=True))
    name = f"Row{lines}"
    style = (
        f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties '
        f'style:row-height="{lines * LINE:.2f}cm" style:use-optimal-row-height="true"/>'
        "</style:style>"
    )
    if document.get_style("table-row", name) is None:
        odf.add_styles(document, style)
    row = Row(style=name)
    for text, kind in zip(texts, styles, strict=True):
        cell = Cell(style=kind)
        if text:
            cell.set_attribute("office:value-type", "string")
        for line in text.split("\n") if text else ():
            cell.append(Paragraph(line))
        if kind == "AnswerBox" and guidance.choices(question):
            cell.set_attribute("table:content-validation-name", f"choice-{question.name}")
        row.append(cell)
    return row


def _offers(document, model) -> None:
    """Lists to choose from, where one answer is asked for."""
    rules = Element.from_tag("table:content-validations")
    for question in questions.of(model):
        if question.many or not guidance.choices(question):
            continue
        listed = ";".join(f'"{choice}"' for choice in guidance.choices(question))
        rule = Element.from_tag("table:content-validation")
        rule.set_attribute("table:name", f"choice-{question.name}")
        rule.set_attribute("table:condition", f"of:cell-content-is-in-list({listed})")
        rule.set_attribute("table:allow-empty-cell", "true")
        message = Element.from_tag("table:error-message")
        message.set_attribute("table:display", "false")
        rule.append(message)
        rules.append(rule)
    document.body.append(rules)
