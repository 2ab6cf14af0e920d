"""Hints, error messages and word limits of the questions in the guided form."""

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HINTS = {
    "title": _(
        "Say what was done, and for whom. Names of projects can come later in the text. "
        "At most 255 characters."
    ),
    "language": _("The language in which you write here."),
    "institution": _("The body that carried it out. Write its name in full."),
    "start_year": _("For example, 2019."),
    "end_year": _("For example, 2023. Leave empty while it goes on."),
    "summary": _(
        "Three or four sentences: what was done, for whom, with what result. Readers see this "
        "text first, in lists and search results."
    ),
    "objectives": _("What was to change, for whom, and by when."),
    "description": _(
        "The steps in the order in which you took them: who did what, where, for how many "
        "people, and with which means. Begin a line with “- ” to make a list."
    ),
    "results": _(
        "What changed, in figures if you have them, and how you know: monitoring, a survey, an "
        "evaluation. Say also what did not change."
    ),
    "evaluation_available": _("Add it as a file or a link in the step “Material”."),
    "lessons": _("What you would do again, and what you would do differently."),
    "enabling_factors": _("For example laws, funding, partners, or resistance you met."),
    "partners": _("Ministries, civil society, universities and others who took part."),
    "resources": _("Staff, money and equipment, so that others can judge what it takes."),
    "kind": _("Choose the one that comes closest."),
    "adopting_body": _("For example, the Cabinet or the Parliament."),
    "adopted_on": _("The date of adoption or signature."),
    "pledged_on": _("The date on which it was announced."),
    "occasion": _("For example, the high-level segment in March 2024."),
    "commitment": _("What will be done, for whom, by when, and with which means."),
    "chapters": _("The chapters of the 2016 outcome document to which your text belongs."),
    "challenges": _("The challenges of the 2019 Ministerial Declaration that it answers."),
    "recommendations": _("The operational recommendations that it puts into practice."),
    "policy_documents": _("The international documents that it puts into practice."),
    "target_groups": _("The people it was meant for."),
    "contact_name": _("The person the Secretariat may contact about this text. Never public."),
    "contact_email": _("For example, name@example.org. Never public."),
}

# What is said when a field stays empty that must be filled before submitting.
MISSING = {
    "title": _("Enter a title"),
    "summary": _("Enter a summary"),
    "description": _("Describe what was done"),
    "kind": _("Select what kind of text it is"),
    "chapters": _("Select at least one chapter"),
    "challenges": _("Select at least one challenge"),
    "commitment": _("Describe what is pledged"),
    "contact_name": _("Enter the name of a contact"),
    "contact_email": _("Enter the email address of the contact"),
    "language": _("Select the language of the text"),
}

INVALID = {
    "start_year": _("First year must be a year, like 2019"),
    "end_year": _("Last year must be a year, like 2023"),
    "adopted_on": _("Date of adoption must be a real date, like 2023-05-31"),
    "embargo_until": _("“Not public before” must be a real date and time, like 2027-01-31 09:00"),
    "contact_email": _("Enter an email address in the correct format, like name@example.org"),
}

# Numbers of words: from and to which a text serves readers best, and the most that is accepted.
WORDS = {
    "summary": (40, 120, 300),
    "objectives": (30, 200, 1000),
    "description": (150, 800, 5000),
    "commitment": (30, 200, 1000),
    "results": (80, 400, 3000),
    "lessons": (40, 300, 2000),
    "enabling_factors": (40, 300, 2000),
    "partners": (5, 100, 500),
    "resources": (20, 150, 1000),
}
# For text without spaces; the longest words of the six languages stay far below on average.
CHARACTERS_PER_WORD = 12


def missing(name: str, label: str) -> str | Promise:
    return MISSING.get(name) or _("Enter an answer to “%s”") % label


def too_long(name: str, label: str, words: int, characters: int) -> str:
    """Why a text is longer than accepted, in a sentence; empty when it is not."""
    most = WORDS[name][2]
    if words > most:
        values = {"label": label, "most": intcomma(most), "number": intcomma(words)}
        return _("%(label)s must be %(most)s words or fewer. It has %(number)s") % values
    if characters > most * CHARACTERS_PER_WORD:
        values = {"label": label, "most": intcomma(most * CHARACTERS_PER_WORD)}
        values["number"] = intcomma(characters)
        return _("%(label)s must be %(most)s characters or fewer. It has %(number)s") % values
    return ""
