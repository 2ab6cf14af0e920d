"""The ways a text comes in, and where it is read again."""

import json

from django.urls import reverse

from practices.form_steps import PRACTICE, STRATEGY
from practices.models import (
    ContributionPage,
    Link,
    PracticePage,
    StatePage,
    StrategyPage,
)
from search.facets import FACETS
from submission.importer.run import run
from taxonomy.models import Chapter
from tests.factories import PracticeFactory, put_online, state_page

TEXTS = ["title", "summary", "institution", "partners", "resources", "contact_name"]
RICH = PracticePage.rich_text_fields()


def search(visitor, payload):
    names = ["q", "sort", "page", *(facet.name for facet in FACETS)]
    visitor.look("/search/", {"q": payload})
    visitor.look("/search/", dict.fromkeys(names, payload))
    visitor.look("/search/", dict.fromkeys(names[1:], payload), HX_Request="true")
    visitor.look("/search/suggest", {"q": payload})
    visitor.look("/search/suggest", {"q": payload}, HX_Request="true")
    visitor.look("/admin/login/", {"next": payload})


def guided_form(visitor, payload):
    """As a focal point types it; everything is read in the form, in the admin, and in public."""
    _guided_form(visitor, payload, "practice", PracticePage, PRACTICE)


def guided_form_of_strategies(visitor, payload):
    _guided_form(visitor, payload, "strategy", StrategyPage, [STRATEGY[0], *STRATEGY[-3:-1]])


def _guided_form(visitor, payload, kind, model, steps):
    sent = {"place": state_page("ke").pk, "type": kind, "title": "Title"}
    visitor.post(reverse("submission_start"), sent | {"title": payload, "place": payload})
    visitor.post(reverse("submission_start"), sent)
    page = model.objects.order_by("-pk").first()
    _fill(visitor, page, steps, payload)
    _read_form(visitor, page, steps)
    _read_everywhere(visitor, page, payload)


def _fill(visitor, page, steps, payload):
    for step in steps:
        if step.fields:
            refused = dict.fromkeys(step.fields, payload) | {"base": payload}
            post_step(visitor, page, step, refused)
            post_step(visitor, page, step, words_for_step(step, payload))
    visitor.post(reverse("submission_autosave", args=[page.pk, "basics"]), {"title": payload})
    material = reverse("submission_material", args=[page.pk])
    for url in (payload, f"https://example.org/{payload}", "https://example.org/"):
        visitor.post(material, {"add": "links", "links-title": payload, "links-url": url})
    cited = {f"citations-{name}": payload for name in ("kind", "symbol", "place", "year")}
    for kind, symbol in ((payload, payload), ("paragraph", "E/CN.7/2020/6"), ("question", "")):
        sent = {"add": "citations", "citations-kind": kind, "citations-symbol": symbol}
        visitor.post(material, cited | sent | {"citations-year": ""})
    visitor.post(material, cited | {"add": "citations"})
    visitor.post(material, {"add": payload, "remove": f"links:{payload}"})


def post_step(visitor, page, step, data):
    return visitor.post(reverse("submission_step", args=[page.pk, step.slug]), data)


def words_for_step(step, payload):
    """The payload in everything that takes any words."""
    others = {"language": "en", "chapters": [Chapter.objects.first().pk]}
    others |= {"contact_email": "focal-point@example.org"}
    return others | {name: payload for name in step.fields if name in (*TEXTS, *RICH)}


def _read_form(visitor, page, steps):
    for name in ("overview", "preview", "material", "check"):
        visitor.get(reverse(f"submission_{name}", args=[page.pk]))
    for step in steps:
        visitor.get(reverse("submission_step", args=[page.pk, step.slug]))
    visitor.get(reverse("submissions"))


def imported(visitor, payload):
    row = {"id": "attack", "state": "ke", "title": payload or "x", "summary": payload}
    row |= dict.fromkeys([*RICH, "institution", "partners", "resources", "contact_name"], payload)
    run([(1, dict.fromkeys(row, payload))])
    for links in ([payload], [{"title": payload, "url": "https://example.org/"}]):
        run([(1, row | {"links": links})])
    for facts in (payload, dict.fromkeys(("kind", "symbol", "place", "year"), payload)):
        run([(1, row | {"cites": [facts]})])
    run([(1, row | {"cites": [{"symbol": "E/CN.7/2020/6", "place": payload}]})])
    run([(1, row)])
    page = PracticePage.objects.filter(import_key="attack").first()
    if page is not None:
        _read_everywhere(visitor, page, payload)


def editor(visitor, payload):
    """Wagtail's editor: a text, a link and an address as the browser would send them."""
    page = PracticeFactory(title="Plain", publish=False)
    link = {"url": payload}
    post_editor(visitor, page, words_for_editor(page, payload, link) | _refused(payload))
    post_editor(visitor, page, words_for_editor(page, payload, link))
    link |= {"linkType": payload, "id": payload, "parentId": payload}
    post_editor(visitor, page, words_for_editor(page, payload, link))
    _read_everywhere(visitor, page, payload)


def post_editor(visitor, page, data):
    return visitor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def words_for_editor(page, payload, link):
    """The payload in everything that takes any words."""
    block = {"text": payload, "type": "unstyled", "key": "a", "depth": 0, "data": {}}
    spans = {"inlineStyleRanges": [], "entityRanges": [{"key": 0, "offset": 0, "length": 1}]}
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": link}
    content = {"blocks": [block | spans], "entityMap": {"0": entity}}
    data = dict.fromkeys(["title", "seo_title", "search_description", "summary"], payload)
    data |= dict.fromkeys(RICH, json.dumps(content)) | {"slug": page.slug, "language": "en"}
    for prefix in ("annexes", "images", "links", "citations", "comments"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    data |= {"links-TOTAL_FORMS": 1, "links-0-ORDER": 1, "links-0-title": payload}
    data |= {"citations-TOTAL_FORMS": 1, "citations-0-ORDER": 1, "citations-0-place": payload}
    data |= {"citations-0-kind": "paragraph", "citations-0-symbol": "E/CN.7/2020/6"}
    return data | {"links-0-url": "https://example.org/"}


def _refused(payload):
    """The payload where an address, a symbol and a year are asked for."""
    names = ("links-0-url", "citations-0-kind", "citations-0-symbol", "citations-0-year")
    return dict.fromkeys(names, payload)


def behind_our_back(visitor, payload):
    """Straight into the tables, as a fixture or another program would: nothing is cleaned first."""
    clean = payload.replace("\0", "")
    page = PracticeFactory(title="Plain", terms={"links": [Link(title="x", url="https://a.b/")]})
    PracticePage.objects.filter(pk=page.pk).update(
        **dict.fromkeys([*TEXTS, *RICH], clean), latest_revision=None, live_revision=None
    )
    Link.objects.filter(page=page).update(title=clean[:255], url=clean[:2000])
    StatePage.objects.filter(slug="ke").update(introduction=clean, title=clean[:255])
    _read_everywhere(visitor, page, payload, publish=False)


def _read_everywhere(visitor, page, payload, publish=True):
    fresh = ContributionPage.objects.get(pk=page.pk).specific
    visitor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    visitor.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    visitor.get(reverse("wagtailadmin_explore", args=[state_page("ke").pk]))
    visitor.get(reverse("audit_page_trail", args=[page.pk]))
    visitor.get(reverse("wagtailadmin_pages:search"), {"q": payload})
    if publish and fresh.latest_revision:
        put_online(fresh.latest_revision)
        fresh.refresh_from_db()
    for address in (fresh.url, "/", "/states/ke/", "/practices/", "/strategies/"):
        visitor.look(address)
    visitor.look("/search/", {"state": "ke"})
    visitor.look("/search/", {"q": payload, "state": "ke"})


WAYS = {
    "search": search,
    "guided form": guided_form,
    "guided form of strategies": guided_form_of_strategies,
    "import": imported,
    "editor": editor,
    "behind our back": behind_our_back,
}
