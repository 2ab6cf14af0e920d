"""Suggestions and sharing as people see them: a focal point, another State, an officer, anybody."""

import json

import pytest
from playwright.sync_api import expect

from tests.nightly import nightly

from .axe import axe_faults, load_axe
from .conftest import DESKTOP, NARROW, PHONE
from .pictures import take_picture
from .server import run_code

pytestmark = pytest.mark.browser
MADE = """
import json
from itertools import cycle
from django.urls import reverse
from taxonomy.models import Challenge, Chapter, Region
from tests.commission import record
from tests.factories import PracticeFactory, StrategyFactory, put_online
from tests.workshops.made import Made
from workshops import answers
from workshops.models import Summary, Workshop
from workshops.sharing.shared import share
made = Made()
keys = dict(made.item.keys)
terms = {
    "chapters": [Chapter.objects.get(number=keys["chapter"])],
    "challenges": [Challenge.objects.get(slug=keys["challenge"])],
}
for state, title in (
    ("ug", "Community outreach at border towns"),
    ("tz", "Mobile laboratories for early detection"),
    ("fr", "Observatory of new substances"),
):
    PracticeFactory(state=state, title=title, summary=title, terms=terms)
StrategyFactory(state="ug", title="National strategy 2024-2029", terms=terms)
arabic = PracticeFactory(state="eg", title="برنامج وطني للوقاية", language="ar", terms=terms)
statuses = cycle(["none", "partly", "planned"])
for item, status in zip(made.items[:30], statuses):
    answers.keep(answers.answer_of(made.assessment, None, item), {
        "status": status, "evidence": "Drug law of 2019, article 4", "assistance": "Training",
        "assistance_from": "UNODC", "next_step": "Draft the regulation", "next_date": "2027-05-01",
    })
Workshop.objects.filter(pk=made.room.workshop_id).update(is_public=True)
for reader in ("secretariat", "everybody"):
    share(made.assessment, [item.key for item in made.items[1:3]], "answer", reader, None, None,
          made.person)
summary = Summary.objects.get_or_create(
    year=2025, region=Region.objects.get(key="african"), items=made.assessment.items, parts=2,
    rows={item.key: [number % 2, 0] for number, item in enumerate(made.items)},
)[0]
place = [made.room.workshop_id, made.assessment.pk]
print(json.dumps({
    "label": str(made.item.label),
    "suggestions": reverse("workshop_suggestions", args=[made.room.uid, made.assessment.pk]),
    "item": reverse("workshop_item", args=[made.room.uid, made.assessment.pk, "agreed",
                                           made.item.key]),
    "sharing": reverse("workshop_sharing", args=place),
    "public": reverse("workshop", args=[made.room.workshop.slug]),
    "summary": reverse("workshop_summary", args=[summary.pk]),
    "room": reverse("workshop_room", args=[made.room.uid]),
    "door": reverse("workshop_door", args=[made.room.uid]),
    **{
        name: reverse(f"workshop_{name}", args=[made.room.uid, made.assessment.pk, *more])
        for name, more in {
            "assessment": [], "chapter": ["agreed", 1], "paper": ["agreed"], "results": ["agreed"],
        }.items()
    },
    "own": reverse("own_workshop", args=place[:1]),
    "groups": reverse("own_workshop_groups", args=place[:1]),
    "people": reverse("own_workshop_people", args=place[:1]),
    "begin": reverse("begin_assessment", args=place[:1]),
}))
"""
SHARED = "/submit/workshops/shared/"
ADMIN = "/admin/workshops/shared/"
WIDER = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def server_folder(empty_server_folder):
    return empty_server_folder


@pytest.fixture(scope="module")
def server(empty_server):
    return empty_server


@pytest.fixture(scope="module")
def made(server, server_folder):
    return json.loads(run_code(server_folder, MADE))


def test_an_answer_is_shared_with_a_state_read_there_and_taken_back(signed_in, made):
    leader, reader = (signed_in("focal_point", code, **DESKTOP) for code in ("ke", "fr"))
    leader.goto(made["sharing"])
    leader.get_by_label(made["label"], exact=True).first.check()
    leader.get_by_label("Another Member State").check()
    leader.get_by_role("button", name="Share these answers").click()
    expect(leader.get_by_role("alert")).to_contain_text("Choose the Member State")
    expect(leader.get_by_label(made["label"], exact=True).first).to_be_checked()
    leader.locator("#id_state").select_option(label="France")
    leader.get_by_role("button", name="Share these answers").click()
    expect(
        leader.get_by_text("You can take it back at any time", exact=False).first
    ).to_be_visible()
    reader.goto(SHARED)
    expect(reader.get_by_text("Drug law of 2019, article 4")).to_be_visible()
    expect(reader.get_by_text("Training")).to_have_count(0)
    row = leader.locator(".files li").filter(has_text="France")
    row.get_by_role("button", name="Stop sharing").click()
    expect(leader.get_by_text("Taken back.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("No State has shared an answer with yours.")).to_be_visible()


def test_a_gap_leads_to_practices_and_one_without_any_to_an_alert(signed_in, made):
    page = signed_in("focal_point", "ke", **PHONE)
    page.goto(made["suggestions"])
    first = page.locator(".suggested__item").first
    close = first.locator(".suggested").first
    expect(close.get_by_role("link")).to_have_count(2)
    expect(first.get_by_role("link", name="Observatory of new substances")).to_be_visible()
    page.get_by_role("link", name="Email me when one does").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("mail")
    assert "chapter=1" in page.url


@pytest.mark.parametrize(
    ("options", "language"),
    [(NARROW, "/ar"), (DESKTOP, ""), *nightly((PHONE, ""))],
    ids=["narrow mirrored", "desktop", "phone"],
)
def test_no_fault_that_axe_finds_and_nothing_sticks_out(
    open_page, signed_in, made, options, language
):
    leader = signed_in("focal_point", "ke", **options)
    pages = [(leader, made[name]) for name in ("suggestions", "item", "sharing")]
    pages += [(leader, SHARED), (open_page(**options), made["public"])]
    if options == DESKTOP:
        officer = signed_in("officer", **options)
        pages += [(officer, ADMIN), (officer, made["summary"])]
    faults, colours = [], options == NARROW
    for page, address in pages:
        page.goto(language + address if not address.startswith("/admin/") else address)
        name = address.strip("/").replace("/", "-")[-30:]
        take_picture(page, f"{name}-{options['viewport']['width']}", full_page=True)
        if not address.startswith("/admin/"):
            load_axe(page)
            faults += [f"{address} {fault}" for fault in axe_faults(page, colours)]
        width = page.evaluate(WIDER)
        faults += [f"{address} sticks out by {width}"] if width > 0 else []
    assert faults == []


@pytest.mark.share
def test_html_validate_and_pa11y_find_no_fault_in_arabic(faults, signed_in, made):
    leader = signed_in("focal_point", "ke")
    addresses = {name: f"/ar{at}" for name, at in made.items() if name not in ("label", "summary")}
    lists = (SHARED, "/submit/workshops/", "/submit/workshops/new/", "/submit/workshops/erase/ke/")
    addresses |= {at: f"/ar{at}" for at in (*lists, "/workshops/")}
    pages = {}
    for name, address in addresses.items():
        answer = leader.request.get(address)
        assert answer.status == 200, address
        pages[name] = answer.text()
    assert faults(pages) == []
