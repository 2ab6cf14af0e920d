"""The evening before a session: officers see what meetings still lack."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .pictures import take_picture

pytestmark = pytest.mark.browser


def exported(page):
    """Rows of the list as it is narrowed at the moment."""
    page.get_by_role("button", name="Actions").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download CSV").click()
    with Path(waiting.value.path()).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_meetings_are_narrowed_to_those_without_a_summary(signed_in):
    page = signed_in("officer")
    page.goto("/admin/")
    page.get_by_role("link", name="Meetings", exact=True).click()
    rows = page.locator("#listing-results tbody tr")
    expect(rows.first).to_be_visible()
    everything = len(exported(page))
    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name="What is missing").click()
    page.locator("select[name=lacks]").select_option("summary")
    expect(page).to_have_url(re.compile("lacks=summary"))
    for row in rows.all():
        expect(row).to_contain_text("a summary")
    found = exported(page)
    assert 0 < len(found) < everything
    assert all("a summary" in row["missing"] for row in found)
    take_picture(page, "meetings-report")
