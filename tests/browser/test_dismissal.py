"""An officer dismisses a focal point, on a desktop and on a phone."""

import pytest
from playwright.sync_api import expect

from .axe import axe_faults, load_axe
from .conftest import PHONE
from .pictures import take_picture
from .server import sign_in

pytestmark = pytest.mark.browser


def test_an_officer_is_asked_before_a_focal_point_is_dismissed(signed_in, server_folder):
    sign_in(server_folder, "focal_point", "pe")
    officer = signed_in("officer")
    officer.goto("/admin/secretariat/focal-points/")
    row = officer.get_by_role("row").filter(has_text="Peru")
    row.get_by_role("link", name="Dismiss").click()
    expect(officer.get_by_text("Peru then has no focal point")).to_be_visible()
    load_axe(officer)
    assert axe_faults(officer, colours=False) == []
    take_picture(officer, "dismissal-desktop", full_page=True)
    officer.set_viewport_size(PHONE["viewport"])
    officer.reload()  # Wagtail's side bar moves slowly when the window shrinks
    expect(officer.get_by_role("button", name="Dismiss")).to_be_in_viewport()
    take_picture(officer, "dismissal-phone")
    width = officer.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["viewport"]["width"]

    officer.get_by_role("link", name="No, go back").click()
    expect(row).to_be_visible()
    row.get_by_role("link", name="Dismiss").click()
    officer.get_by_role("button", name="Dismiss").click()
    expect(officer.get_by_text("is no longer a focal point of Peru.")).to_be_visible()
    expect(row).to_have_count(0)
