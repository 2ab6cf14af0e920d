"""Reported figures in words: never a number that was counted in this portal."""

from typing import TYPE_CHECKING

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext_lazy as _

from common.in_language import InLanguage
from taxonomy.languages import Language

if TYPE_CHECKING:
    from .models import Figure, ReportedFigure

PHRASES = {
    "exact": "%(number)s",
    "about": _("about %(number)s"),
    "over": _("over %(number)s"),
    "almost": _("almost %(number)s"),
}
# What the files of facts count; what officers write besides is shown as they wrote it.
COUNTED = {
    "agencies of the United Nations": _("agencies of the United Nations"),
    "cabinet-rank ministers": _("cabinet-rank ministers"),
    "civil society organizations": _("civil society organizations"),
    "countries": _("countries"),
    "countries of the four bodies together": _("countries of the four bodies together"),
    "delegates": _("delegates"),
    "intergovernmental organizations": _("intergovernmental organizations"),
    "meeting days": _("meeting days"),
    "Member States": _("Member States"),
    "participants": _("participants"),
    "participants of the four bodies together": _("participants of the four bodies together"),
    "pledges, with those of 5 December 2024": _("pledges, with those of 5 December 2024"),
    "registered participants in October": _("registered participants in October"),
    "representatives": _("representatives"),
    "side events online": _("side events online"),
    "States members of the body": _("States members of the body"),
}


def in_words(figure: "Figure | ReportedFigure") -> str:
    """About 400."""
    return str(PHRASES[figure.qualifier] % {"number": intcomma(figure.number)})


def counted(figure: "Figure") -> str:
    known = COUNTED.get(figure.what)
    return str(known) if known else InLanguage(figure.what, Language.EN.value)
