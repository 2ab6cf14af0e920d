"""What the search page shows, and how a visitor uses it."""

import re

from playwright.sync_api import expect


def search_from_home(page, words):
    page.goto("/")
    page.locator("#home-q").fill(words)
    page.locator("#main").get_by_role("button", name="Search").click()
    expect(page.locator("#q")).to_have_value(words)


def search(page, words):
    page.goto(f"/search/?q={words}")
    expect(page.locator("#q")).to_have_value(words)


def total(page):
    return int(re.search(r"\d+", page.locator("#results-total").inner_text()).group())


def expect_total(page, number):
    expect(page.locator("#results-total")).to_have_text(re.compile(rf"^\s*{number}\s"))


def count(page, facet, key):
    """The number beside a choice: how many results it would leave."""
    choice = page.locator(".option").filter(has=page.locator(f"#{facet}-{key}"))
    return int(choice.locator(".option__count").text_content())


def counts(page, facet):
    return page.locator(f"#facet-{facet} .option__count").all_text_contents()


def choose(page, facet, key):
    page.locator(f"#{facet}-{key}").check()


def chip(page, text):
    return page.get_by_role("list", name="Selected filters").get_by_role("link", name=text)


def expect_address(page, *parts):
    """All these parameters are in the address."""
    for part in parts:
        expect(page).to_have_url(re.compile(rf"[?&]{re.escape(part)}(&|$)"))


def expect_not_in_address(page, part):
    expect(page).not_to_have_url(re.compile(rf"[?&]{re.escape(part)}(&|$)"))
