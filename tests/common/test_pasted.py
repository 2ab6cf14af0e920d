"""Lists and headings pasted from Word, Google Docs and LibreOffice stay lists and headings."""

import pytest

from common.pasted import structured
from common.sanitise import clean_html, text_to_html
from common.typed_text import is_plain, to_text


def word_item(text, sign, level=1, position="Middle"):
    """A list item as Word 2016 to 365 put it on the clipboard."""
    gap = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; "
    return (
        f"<p class=MsoListParagraphCxSp{position} style='text-indent:-.25in;"
        f"mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
        f"<span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>{gap}"
        f"</span></span></span><![endif]><span lang=EN-GB>{text}<o:p></o:p></span></p>\n\n"
    )


WORD = (
    "<p class=MsoNormal>Three steps:<o:p></o:p></p>"
    + word_item("Ask", "·", 1, "First")
    + word_item("in person", "o", 2)
    + word_item("by mail", "o", 2)
    + word_item("Give", "·", 1, "Last")
    + "<p class=MsoNormal>Then:<o:p></o:p></p>"
    + word_item("one", "1.")
    + word_item("two", "2.")
)
LIST = "<ul><li>Ask<ul><li>in person</li><li>by mail</li></ul></li><li>Give</li></ul>"
STEPS = f"<p>Three steps:</p>{LIST}<p>Then:</p><ol><li>one</li><li>two</li></ol>"
GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><ul>'
    '<li dir="ltr"><p role="presentation"><span style="font-weight:400">Ask</span></p></li>'
    '<ul><li dir="ltr"><p dir="ltr"><span style="font-weight:700">in person</span></p></li></ul>'
    '<li dir="ltr"><p dir="ltr"><span>Give</span></p></li></ul></b>'
)
LIBREOFFICE = (
    '<ul>\n\t<li><p style="line-height: 100%">\n\tAsk</p>\n\t<ul>\n\t\t<li><p>\n\t\tin person</p>'
    "\n\t</ul>\n\t</li>\n\t<li><p>Give</p></li>\n</ul>"
)
# What is left of a list of Word in Wagtail's editor, which drops the styles.
EDITOR = "<p>Steps:</p><p>·       Ask</p><p>o   in person</p><p>·       Give</p>"


def squeezed(html):
    return "".join(line.strip() for line in clean_html(html).split("\n"))


def test_lists_of_word_are_lists():
    assert squeezed(WORD) == STEPS


def test_lists_of_google_docs_are_lists_and_not_bold():
    inner = "<ul><li><b>in person</b></li></ul>"
    assert squeezed(GOOGLE) == f"<ul><li>Ask{inner}</li><li>Give</li></ul>"


def test_lists_of_libreoffice_are_lists():
    assert squeezed(LIBREOFFICE) == "<ul><li>Ask<ul><li>in person</li></ul></li><li>Give</li></ul>"


def test_what_the_editor_leaves_of_a_list_is_one():
    expected = "<p>Steps:</p><ul><li>Ask<ul><li>in person</li></ul></li><li>Give</li></ul>"
    assert squeezed(EDITOR) == expected


def test_headings_stand_below_the_title_of_the_page():
    assert clean_html("<h1>A</h1><h5>B</h5>") == "<h2>A</h2><h4>B</h4>"


@pytest.mark.parametrize("html", [WORD, GOOGLE, LIBREOFFICE, EDITOR])
def test_a_text_that_is_opened_and_saved_again_is_the_same(html):
    assert clean_html(clean_html(html)) == clean_html(html)


@pytest.mark.parametrize("html", ["<p>o sole mio</p>", "<p>3. May 2020</p>", "<p>a) yes</p>"])
def test_a_sentence_is_no_list(html):
    assert structured(html) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("•\tAsk\n•\tGive", "<ul><li>Ask</li><li>Give</li></ul>"),
        ("\uf0b7\tAsk\no\tin person", "<ul><li>Ask</li><li>in person</li></ul>"),
        ("* Ask\n* Give", "<ul><li>Ask</li><li>Give</li></ul>"),
        ("1.\tAsk\n2.\tGive", "<ol><li>Ask</li><li>Give</li></ol>"),
        (
            "Steps:\n1) Ask\n2) Give\nEnd",
            "<p>Steps:</p><ol><li>Ask</li><li>Give</li></ol><p>End</p>",
        ),
        ("•Ask\n✓Give", "<ul><li>Ask</li><li>Give</li></ul>"),
        ("Ø\tAsk\nü\tGive", "<ul><li>Ask</li><li>Give</li></ul>"),
        ("– Demander\n– Donner", "<ul><li>Demander</li><li>Donner</li></ul>"),
        ("— Demander", "<p>— Demander</p>"),
        ("• Ask\n\n• Give\n\nEnd", "<ul><li>Ask</li><li>Give</li></ul><p>End</p>"),
        ("1. Ask\n\n2. Give", "<ol><li>Ask</li><li>Give</li></ol>"),
        ("-5 degrees\n-6 degrees", "<p>-5 degrees</p><p>-6 degrees</p>"),
        ("2019. A year", "<p>2019. A year</p>"),
        ("1. Only one", "<p>1. Only one</p>"),
    ],
)
def test_lists_pasted_as_plain_text_are_lists(text, html):
    assert text_to_html(text) == html


def test_a_numbered_list_is_typed_as_it_is_read():
    html = "<p>Steps:</p><ol><li>Ask</li><li>Give</li></ol>"
    assert to_text(html) == "Steps:\n\n1. Ask\n2. Give"
    assert is_plain(html)
