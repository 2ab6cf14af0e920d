"""Mails of a review as they reach a real SMTP server from a fresh process."""

import json
from collections import Counter

import pytest

from tests.browser import server
from tests.mailbox import Mailbox

TITLE = "Contribution 0"
REVIEW = "from tests.review.review_in_a_process import main; main()"


@pytest.mark.slow
def test_one_mail_for_each_event_and_person_and_none_of_wagtail(tmp_path):
    server.copy_filled("prepare_portal", tmp_path)
    with Mailbox() as mailbox:
        (tmp_path / "environment.json").write_text(json.dumps({"EMAIL_URL": mailbox.url}))
        with server.commands_at_hand(tmp_path):
            server.run_in(tmp_path, "shell", "-c", "Message.objects.all().delete()")
            server.run_in(tmp_path, "shell", "--no-imports", "-c", REVIEW)
            server.run_in(tmp_path, "send_mail_queue")
    arrived = Counter((mail["X-Envelope-To"], mail["Subject"]) for mail in mailbox.messages)
    to_focal_point = {
        f"Submitted: {TITLE}": 2,
        f"Changes requested: {TITLE}": 1,
        f"Next step: {TITLE}": 1,
        f"Published: {TITLE}": 1,
    }
    to_officers = {f"For review: {TITLE}": 2, f"Next step of review: {TITLE}": 1}
    assert arrived == (
        {("focal-point@example.org", subject): number for subject, number in to_focal_point.items()}
        | {
            (f"{name}@example.org", subject): number
            for name in ("officer", "second-officer")
            for subject, number in to_officers.items()
        }
    )
