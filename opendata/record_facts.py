"""Which facts of the Commission's record leave the portal; part of `representation`.

Names of speakers and panellists only where they were made public, figures, links and programmes
only where they are verified.
"""

from collections.abc import Callable

from commission.models import (
    BodyRecommendationPage,
    CallPage,
    DocumentPage,
    InterventionPage,
    MeetingPage,
    RecordPage,
)
from common.http import absolute_url
from practices.models import PledgePage
from practices.templatetags.contribution_tags import safe_html

from .addresses import identifier, public_url

IN_SUMMARY: dict[type[RecordPage], tuple[str, ...]] = {
    MeetingPage: ("session", "last_day", "precision", "place", "is_online"),
    DocumentPage: ("symbol",),
    BodyRecommendationPage: ("number",),
    CallPage: ("deadline", "addressees"),
}


def in_summary(page: RecordPage) -> dict:
    """What a list tells of an entry of the record: when, where and by whom."""
    return _when_and_where(page) | _named(page, IN_SUMMARY.get(type(page), ()))


def _named(page: RecordPage, names: tuple[str, ...]) -> dict:
    return {name: getattr(page, name) for name in names}


def _when_and_where(page: RecordPage) -> dict:
    meeting, organization = page.public_meeting, page.organization
    return {
        "date": page.date,
        "body": _body(page),
        "meeting": {
            "id": meeting.pk,
            "identifier": identifier(meeting.pk),
            "url": public_url(meeting),
            "title": meeting.title,
        }
        if meeting
        else None,
        "organization": {
            "key": organization.slug,
            "label": organization.label,
            "kind": organization.kind,
        }
        if organization
        else None,
    }


def _body(page: RecordPage) -> dict | None:
    body = page.body
    return {"key": body.code, "label": body.label} if body and body.verified else None


def of_record(page: RecordPage) -> dict:
    """The rest of one entry: its source, and what its own model has."""
    return _named(page, ("source", "source_url", "certainty")) | OWN[type(page)](page)


def _meeting(page: MeetingPage) -> dict:
    return _named(page, ("ordinal", "chair", "facilitator")) | {
        "programme": [_segment(segment) for segment in page.programme],
        "figures": [
            {name: getattr(figure, name) for name in ("what", "qualifier", "number", "source")}
            for figure in page.public_figures
        ],
        "web_links": [
            {name: getattr(link, name) for name in ("kind", "title", "url", "seen_on")}
            for link in page.public_links
        ],
    }


def _segment(segment) -> dict:
    return {
        "title": segment.title,
        "day": segment.day,
        "half": segment.half,
        "challenges": [
            {"key": term.slug, "label": term.label} for term in segment.challenges.all()
        ],
        "chapters": [
            {"key": str(term.number), "label": term.label} for term in segment.chapters.all()
        ],
        "panellists": [_panellist(each) for each in segment.panellists.all()],
    }


def _panellist(each) -> dict:
    return {
        "nominated_by": each.nominated_by,
        "group": each.group,
        "state": each.state.code if each.state else None,
        "organization": each.organization.slug if each.organization else None,
        "role": each.role,
        "name": each.name if each.is_name_public else "",
    }


def _intervention(page: InterventionPage) -> dict:
    names = ("on_behalf_of", "speaker_role", "spoken", "was_delivered")
    name = page.speaker_name if page.is_speaker_public else ""
    return _named(page, names) | {"speaker_name": name}


def _document(page: DocumentPage) -> dict:
    return {
        "joint_symbols": [joint.symbol for joint in page.joint_symbols.all()],
        "is_reissued": page.is_reissued,
        "files": [
            {"language": file.language, "url": _address(file)}
            for file in page.files.all()
            if file.url or file.document
        ],
    }


def _address(file) -> str:
    return absolute_url(file.document.url) if file.document else file.url


def _recommendation(page: BodyRecommendationPage) -> dict:
    replies = [
        {
            "state": reply.state.code,
            "year": reply.year,
            "status": reply.status,
            "html": str(safe_html(reply.text)),
            "source": reply.source,
        }
        for reply in page.replies.all()
    ]
    states = [state.code for state in page.addressed_states.all()]
    named = _named(page, ("working_group", "addressees"))
    return named | {"addressed_states": states, "replies": replies}


OWN: dict[type[RecordPage], Callable[..., dict]] = {
    MeetingPage: _meeting,
    InterventionPage: _intervention,
    DocumentPage: _document,
    BodyRecommendationPage: _recommendation,
    CallPage: lambda page: {},
}


def pledge_in_summary(page: PledgePage) -> dict:
    return {"date": page.day, "occasion": page.occasion, "organization_name": page.organization}


def of_pledge(page: PledgePage) -> dict:
    return {"progress": [{"day": note.day, "text": note.text} for note in page.progress.all()]}
