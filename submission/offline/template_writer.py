"""The empty form as a Writer document (.odt)."""

from odfdo import Cell, Column, Document, Header, HeaderRows, Paragraph, Row, Span, Table

from . import guidance, odf, questions

STYLES = """
<style:style style:name="Form" style:family="table"><style:table-properties style:width="17cm"
 table:align="margins" style:writing-mode="{mode}"/></style:style>
<style:style style:name="Form.A" style:family="table-column">
 <style:table-column-properties style:column-width="6.5cm"/></style:style>
<style:style style:name="Form.B" style:family="table-column">
 <style:table-column-properties style:column-width="10.5cm"/></style:style>
<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties
 fo:border="0.5pt solid #b5c0ca" fo:padding="0.12cm"/></style:style>
<style:style style:name="Head" style:family="table-cell"><style:table-cell-properties
 fo:border="0.5pt solid #b5c0ca" fo:padding="0.12cm" fo:background-color="#e7eef4"/></style:style>
<style:style style:name="Strong" style:family="text"><style:text-properties
 fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/>
</style:style>
<style:style style:name="Quiet" style:family="text"><style:text-properties
 fo:font-size="9pt" style:font-size-complex="9pt" fo:color="#4a4a4a"/></style:style>
<style:style style:name="Needed" style:family="text"><style:text-properties
 fo:font-size="9pt" style:font-size-complex="9pt" fo:color="#4a4a4a" fo:font-weight="bold"
 style:font-weight-asian="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Before" style:family="paragraph" style:parent-style-name="Text_20_body">
 <style:paragraph-properties fo:keep-with-next="always"/></style:style>
<style:style style:name="Low" style:family="table-row"><style:table-row-properties
 style:min-row-height="0.8cm" fo:keep-together="auto"/></style:style>
<style:style style:name="High" style:family="table-row"><style:table-row-properties
 style:min-row-height="2.4cm" fo:keep-together="auto"/></style:style>
"""


def write(model, file) -> None:
    document = Document("text")
    odf.prepare(document, guidance.title_of(model), STYLES)
    body = document.body
    body.clear()
    body.append(Header(1, guidance.title_of(model)))
    body.append(Paragraph(guidance.introduction(), style="Text_20_body"))
    for step, asked in questions.by_step(model):
        body.append(Header(2, str(step.title)))
        body.append(Paragraph(str(step.help), style="Before"))
        body.append(_table(str(step.title), asked))
    odf.save(document, file)


def _table(title, asked) -> Table:
    table = Table(title, style="Form")
    table.append(Column(style="Form.A"))
    table.append(Column(style="Form.B"))
    headings = HeaderRows()  # said again at the top of each page that the table reaches
    headings.append(_row([[_span(text, "Strong")] for text in guidance.headings()], "Head", "Low"))
    table.append(headings)
    for question in asked:
        hints = [_hint(line) for line in guidance.of_question(question)]
        cells = [[_span(question.label, "Strong"), *hints], [Paragraph()]]
        table.append(_row(cells, "Box", "Low" if question.is_line else "High"))
    return table


def _row(cells, style, height) -> Row:
    row = Row(style=height)
    for paragraphs in cells:
        cell = Cell(style=style)
        for paragraph in paragraphs:
            cell.append(paragraph)
        row.append(cell)
    return row


def _hint(line) -> Paragraph:
    return _span(line, "Needed" if line == guidance.required() else "Quiet")


def _span(text, style) -> Paragraph:
    paragraph = Paragraph()
    paragraph.append(Span(text, style=style))
    return paragraph
