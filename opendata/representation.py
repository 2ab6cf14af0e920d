"""The one place that says which facts of a contribution leave the portal, and in what form.

Fields are named one by one: a new field of the model stays inside until it is written here.
Contacts are not.
"""

from common.http import absolute_url
from practices.templatetags.contribution_tags import safe_html

from .addresses import identifier, public_url
from .texts import html_to_text

PRACTICE_FACTS = ("institution", "evaluation_available")
STRATEGY_FACTS = ("adopting_body", "adopted_on")


def contribution(page) -> dict:
    """Everything public about a practice or strategy; `page` comes from published()."""
    return summary(page) | _own_facts(page) | _texts(page) | _material(page)


def summary(page) -> dict:
    return {
        "id": page.pk,
        "identifier": identifier(page.pk),
        "url": public_url(page),
        "type": kind_of(page),
        "kind": getattr(page, "kind", ""),  # of a strategy: strategy, action_plan, law
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
    }


def kind_of(page) -> str:
    return "practice" if page.address_prefix == "practices" else "strategy"


def state(member_state) -> dict:
    return {
        "code": member_state.code,
        "alpha3": member_state.alpha3,
        "name": member_state.name,
    }


def _own_facts(page) -> dict:
    names = PRACTICE_FACTS if kind_of(page) == "practice" else STRATEGY_FACTS
    return {name: getattr(page, name) for name in names}


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
        "annexes": [
            {"title": annex.title, "url": absolute_url(annex.document.url)}
            for annex in page.annexes.all()
        ],
    }
