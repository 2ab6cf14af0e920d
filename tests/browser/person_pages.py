"""One address of every kind of page that a person sees who has signed in."""

import re

from practices.form_steps import PRACTICE, STRATEGY


def pages_of_a_focal_point(page, kind="A good practice"):
    """{name: address}; of the guided form with a contribution that is begun here."""
    page.goto("/submit/new/")
    page.get_by_label(kind).check()
    page.get_by_label("Title").fill("A new contribution")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/basics/")
    form = re.match(r"https?://[^/]+(/submit/\d+/)", page.url)[1]
    steps = PRACTICE if kind == "A good practice" else STRATEGY
    return {
        "account": "/account/",
        "second factor": "/account/set-up/",
        "contributions": "/submit/",
        "start": "/submit/new/",
        "overview": form,
        **{f"step {step.slug}": f"{form}{step.slug}/" for step in steps},
        "check": f"{form}check/",
        "preview": f"{form}preview/",
        "history": f"{form}history/",
        "delete": f"{form}delete/",
        "translations": f"{form}translations/",
        "translation": f"{form}translations/fr/",
    }
