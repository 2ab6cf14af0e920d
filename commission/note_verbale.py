"""The note verbale that sends a call to Member States, as a Word document to be completed."""

from typing import IO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Cm

from common.html import plain_text
from common.http import absolute_url
from common.lists import listed

from .models import CallPage

TO_COMPLETE = "[…]"  # what the Secretariat writes by hand


def write(call: CallPage, file: IO[bytes]) -> None:
    """A4, in the language of the interface; the words of the call stay as they are."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    document.core_properties.title = call.title
    document.core_properties.author = ""
    document.add_heading(_("Note verbale"), level=1)
    for paragraph in _paragraphs(call):
        document.add_paragraph(paragraph)
    document.save(file)


def _paragraphs(call: CallPage) -> list[str]:
    values = {
        "meeting": call.meeting.title if call.meeting else TO_COMPLETE,
        "title": call.title,
        "deadline": date_format(call.deadline, "DATE_FORMAT"),
        "page": absolute_url(call.address),
        "theme": listed(str(term.label) for term in call.challenges.all()),
    }
    words = [
        _("Reference: %s") % TO_COMPLETE,
        _(
            "The Secretariat to the Commission on Narcotic Drugs presents its compliments to the "
            "Permanent Missions of Member States and has the honour to refer to the following "
            "meeting: %(meeting)s."
        )
        % values,
        _("The Secretariat invites Member States to contribute: “%(title)s”.") % values,
    ]
    words += [_("The theme: %(theme)s.") % values] if values["theme"] else []
    words += [call.summary, plain_text(call.text)]
    words += [
        _(
            "Contributions can be made through the Good Practice Portal until %(deadline)s. The "
            "call, with a link to the form for focal points, is at %(page)s."
        )
        % values,
        _(
            "The Secretariat avails itself of this opportunity to renew to the Permanent Missions "
            "the assurances of its highest consideration."
        ),
        TO_COMPLETE,
    ]
    return [paragraph for paragraph in words if paragraph.strip()]
