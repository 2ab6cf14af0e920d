"""The one place that says which facts of a contribution leave the portal, and in what form.

Fields are named one by one: a new field of the model stays inside until it is written here.
Contacts are not.
"""

from commission.models import RecordPage
from common.http import absolute_url
from practices.models import PledgePage, PracticePage, StrategyPage
from practices.templatetags.contribution_tags import safe_html
from search.kinds import kind_of
from translations.models import public_translations

from . import record_facts
from .addresses import identifier, public_url
from .texts import html_to_text

FACTS = {
    PracticePage: ("institution", "evaluation_available"),
    StrategyPage: ("adopting_body", "adopted_on"),
}


def contribution(page) -> dict:
    """Everything public about it; `page` comes from published(), as its own model."""
    return _common(page) | own_facts(page) | _texts(page) | _material(page)


def summary(page) -> dict:
    """What a list tells of it."""
    return _common(page) | _when_and_where(page)


def _common(page) -> dict:
    return {
        "id": page.pk,
        "identifier": identifier(page.pk),
        "url": public_url(page),
        "type": kind_of(page).key,
        # Of a strategy: strategy, action_plan, law.
        "kind": page.kind if isinstance(page, StrategyPage) else "",
        "title": page.title,
        "summary": page.summary,
        "language": page.language,
        "state": state(page.state) if page.state else None,
        "start_year": page.start_year,
        "end_year": page.end_year,
        "chapters": [
            {"key": str(term.number), "label": term.label} for term in page.chapters.all()
        ],
        "challenges": [{"key": term.slug, "label": term.label} for term in page.challenges.all()],
        "first_published": page.first_published_at,
        "last_published": page.last_published_at,
        "is_sample": page.is_sample,
        "translations": translations(page),
    }


def translations(page) -> list[dict]:
    """Of each language version besides the original: where it is, and what it is worth."""
    return [
        {
            "language": each.language,
            "status": each.status,
            "authority": each.authority if each.whose else None,
            "authority_name": each.whose,
            "title": each.title,
            "url": f"{public_url(page)}?text={each.language}",
            "outdated": each.is_outdated,
        }
        for each in public_translations(page)
    ]


def _when_and_where(page) -> dict:
    if isinstance(page, RecordPage):
        return record_facts.in_summary(page)
    return record_facts.pledge_in_summary(page) if isinstance(page, PledgePage) else {}


def state(member_state) -> dict:
    return {
        "code": member_state.code,
        "alpha3": member_state.alpha3,
        "name": member_state.name,
    }


def own_facts(page) -> dict:
    """What other kinds do not have."""
    return _when_and_where(page) | _of_its_kind(page)


def _of_its_kind(page) -> dict:
    if isinstance(page, RecordPage):
        return record_facts.of_record(page)
    if isinstance(page, PledgePage):
        return record_facts.of_pledge(page)
    return {name: getattr(page, name) for name in FACTS[type(page)]}


def _texts(page) -> dict:
    return {
        "recommendations": [
            {"key": term.number, "label": term.label} for term in page.public_recommendations
        ],
        "policy_documents": [
            {"key": term.key, "label": term.label} for term in page.policy_documents.all()
        ],
        "target_groups": [
            {"key": term.slug, "label": term.label} for term in page.target_groups.all()
        ],
        "sections": [
            {
                "name": name,
                "heading": str(heading),
                "html": str(safe_html(html)),
                "text": html_to_text(html),
            }
            for name, heading, html in page.sections
        ],
    }


def _material(page) -> dict:
    return {
        "links": [{"title": link.title, "url": link.url} for link in page.links.all()],
        "cites": [cited.facts for cited in page.citations.all()],
        "annexes": [
            {"title": annex.title, "url": absolute_url(annex.document.url)}
            for annex in page.annexes.all()
        ],
    }
