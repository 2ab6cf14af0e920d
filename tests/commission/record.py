"""Makes entries of the Commission's record for tests."""

from datetime import date

from wagtail.models import Page

from commission.models import (
    Body,
    BodyRecommendationPage,
    CallPage,
    DocumentIndexPage,
    DocumentPage,
    InterventionPage,
    MeetingIndexPage,
    MeetingPage,
)
from tests import factories


def body(code="cnd", name="Commission on Narcotic Drugs", **fields):
    fields = {"label_en": name, "is_subsidiary": code != "cnd", "verified": True} | fields
    return Body.objects.get_or_create(code=code, defaults=fields)[0]


def meeting(title="Thematic session", slug="thematic-2019", publish=True, **fields):
    fields = {"body": body(), "session": "thematic", "date": date(2019, 10, 16)} | fields
    page = MeetingPage(title=title, slug=slug, live=False, **fields)
    return _add(MeetingIndexPage.objects.get(), page, publish)


def intervention(at, title="Statement", kind="statement", state=None, publish=True, **fields):
    if state:
        fields["state"] = factories.member_state(state)
    fields = {"date": at.date} | fields
    page = InterventionPage(title=title, kind=kind, meeting=at, body=at.body, live=False, **fields)
    return _add(at, page, publish)


def document(symbol, title="Report", publish=True, **fields):
    page = DocumentPage(symbol=symbol, title=title, live=False, **fields)
    return _add(DocumentIndexPage.objects.get(), page, publish)


def recommendation(at, number="1", publish=True, **fields):
    fields = {"title": f"Recommendation {number}", "number": number} | fields
    page = BodyRecommendationPage(meeting=at, body=at.body, date=at.date, live=False, **fields)
    return _add(at, page, publish)


def call(at, title="Call", publish=True, **fields):
    page = CallPage(title=title, meeting=at, body=at.body, date=at.date, live=False, **fields)
    return _add(at, page, publish)


def _add(parent, page, publish):
    Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        factories.put_online(revision)
    page.refresh_from_db()
    return page
