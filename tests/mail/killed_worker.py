"""Settings and mail transport of a worker that ends itself in the middle of a mail."""

import os
import signal
from pathlib import Path

from django.core.mail.backends.smtp import EmailBackend

from tests.browser.server_settings import *  # noqa: F403

MAIL_TRANSPORT = "tests.mail.killed_worker.Transport"


class Transport(EmailBackend):
    """Each line of the file `kills` is for a mail: SIGKILL `before` or `after` it, or `stop`."""

    def send_messages(self, email_messages: list) -> int | None:
        moment = _next_moment()
        if moment == "before":
            _end()
        if moment == "stop":
            os.kill(os.getpid(), signal.SIGTERM)
        sent = super().send_messages(email_messages)
        if moment == "after":
            _end()
        return sent


def _next_moment() -> str:
    plan = Path(os.environ["BROWSER_TEST_FOLDER"]) / "kills"
    moments = plan.read_text().splitlines()
    plan.write_text("\n".join(moments[1:]))
    return moments[0] if moments else ""


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
