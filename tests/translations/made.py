"""Translations for tests, made by the same doors as real ones."""

from dataclasses import replace

from tests import people
from tests.factories import PracticeFactory
from translations import drafts, steps
from translations.models import Translation

FIELDS = {
    "title": "Des infirmiers",
    "summary": "Premier paragraphe.\n\nSecond paragraphe.",
    "objectives": "<p>Un but.</p><p>Un <b>autre</b> but.</p>",
    "institution": "Ministère",
    "language": "fr",
}


def original(**fields):
    return PracticeFactory(**{"state": "fr", "slug": "infirmiers"} | FIELDS | fields)


def translated(page, word="Nurses"):
    """Every passage with the same word, in the form of its field."""
    return [
        replace(each, text=f"<p>{word}</p>" if "<" in each.original else word)
        for each in drafts.passages_for(page, None)
    ]


def about(status, authority=Translation.Authority.UN):
    return drafts.About(
        status, authority=authority if status == Translation.Status.OFFICIAL else ""
    )


def draft(page, person, language="en", status=Translation.Status.COURTESY, word="Nurses"):
    return drafts.save(page, language, person, translated(page, word), about(status))


def public(page, language="en", status=Translation.Status.COURTESY, word="Nurses", writer=None):
    """By a focal point where it is the State's status, by an officer else; approved by another."""
    by_state = status == Translation.Status.COURTESY
    writer = writer or (people.focal_point("fr") if by_state else people.officer())
    made = steps.hand_in(draft(page, writer, language, status, word), writer)
    return steps.approve(made, people.officer())


def changed(page, **fields):
    """Another text is published, as after a review."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.publish(page.save_revision(), way="test")
    return page
