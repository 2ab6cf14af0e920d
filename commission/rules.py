"""What an entry of the record must not say, and what it lacks before it can be made public."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.sanitise import safe_address

if TYPE_CHECKING:
    from .models import (
        BodyRecommendationPage,
        DocumentPage,
        InterventionPage,
        MeetingPage,
        RecordPage,
    )

FIRST_YEAR, LAST_YEAR = 1946, 2100  # the Commission was founded in 1946


def refuse_unsafe_address(field: str, address: str) -> None:
    if address and not safe_address(address):
        raise ValidationError({field: _("Write an address that begins with https://.")})


def refuse_both(state: object, organization: object) -> None:
    if state and organization:
        raise ValidationError(
            {"organization": _("Name the Member State or the organization, not both.")}
        )


def refuse_days(first: object, last: object) -> None:
    if last and not first:
        raise ValidationError({"date": _("Write the first day as well.")})
    if last and last < first:
        raise ValidationError({"last_day": _("The last day is before the first day.")})


def refuse_year(year: int | None) -> None:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        limits = {"first": FIRST_YEAR, "last": LAST_YEAR}
        message = _("Write a year between %(first)s and %(last)s.") % limits
        raise ValidationError({"year": message})


def missing(page: "RecordPage") -> Iterator[str]:
    """Why it cannot be made public, in sentences; it is kept as a draft all the same."""
    if not page.is_verified:
        yield (
            _(
                "Its certainty is “%s”. Only what the note by the Secretariat or a source of the "
                "United Nations says is made public."
            )
            % page.get_certainty_display()
        )
    elif not page.source.strip():
        yield _("It names no source.")
    yield from page.missing()


def missing_of_meeting(page: "MeetingPage") -> Iterator[str]:
    if page.date is None:
        yield _("The first day is not given.")
    if page.body is None:
        yield _("The body that meets is not given.")
    last = page.last_day or page.date
    for segment in page.segments.all():
        if segment.day and last and not page.date <= segment.day <= last:
            yield _("The segment “%s” is on none of the days of the meeting.") % segment


def missing_of_intervention(page: "InterventionPage") -> Iterator[str]:
    if not page.state_id and not page.organization_id:
        yield _("Neither a Member State nor an organization is named.")


def missing_of_document(page: "DocumentPage") -> Iterator[str]:
    versions = Counter(file.get_language_display() for file in page.files.all())
    for language, number in versions.items():
        if number > 1:
            yield _("There are two versions in one language: %s.") % language


def missing_of_recommendation(page: "BodyRecommendationPage") -> Iterator[str]:
    if not page.text:
        yield _("The wording is not given.")
