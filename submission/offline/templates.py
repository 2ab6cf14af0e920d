"""The empty form in four formats, to fill in away from the portal."""

from . import template_calc, template_excel, template_word, template_writer

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."

WRITERS = {
    "docx": (template_word.write, OOXML + "wordprocessingml.document"),
    "odt": (template_writer.write, ODF + "text"),
    "xlsx": (template_excel.write, OOXML + "spreadsheetml.sheet"),
    "ods": (template_calc.write, ODF + "spreadsheet"),
}
