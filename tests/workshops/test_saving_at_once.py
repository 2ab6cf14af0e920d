"""Two people save at the same moment: real transactions, so this room is no row of a file."""

import pytest
from django.db import connection

from tests.threads import at_once

from .made import Made, inside
from .test_saving import address, form_of, said


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection")
def test_at_the_same_moment_two_first_answers_become_one_row():
    made = Made()
    path = address(made)
    browsers = [inside(made.first), inside(made.invite("third", "member", made.one))]
    forms = [form_of(browser, path) for browser in browsers]
    texts = [{"note": "of one"}, {"lead": "of two"}]

    def sender(browser, sent):
        return lambda: browser.post(f"{path}autosave/", sent).status_code

    statuses = at_once(
        *(sender(*each) for each in zip(browsers, map(dict.__or__, forms, texts), strict=True))
    )
    assert statuses == [200, 200]
    assert said(made, made.one) == {"note": "of one", "lead": "of two"}
