#!/usr/bin/env bash
# standardwebhooks, the reference library of Standard Webhooks, signs an aware datetime by the hour
# it shows and drops its zone (`timestamp.replace(tzinfo=utc)`). The same instant in UTC and in the
# time of Nairobi has two signatures, and the second does not verify against the Unix time of that
# instant, which the specification signs. The library's own verify() refuses it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check standardwebhooks==1.1.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

from standardwebhooks import Webhook, WebhookVerificationError

webhook = Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
utc = datetime.now(timezone.utc)
nairobi = utc.astimezone(timezone(timedelta(hours=3)))


def verdict(at: datetime) -> str:
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": webhook.sign("msg_1", at, '{"type": "practice.published"}'),
    }
    try:
        webhook.verify('{"type": "practice.published"}', headers)
    except WebhookVerificationError as error:
        return f"refused ({error})"
    return "verified"


print(f"standardwebhooks {version('standardwebhooks')}; one instant: {utc == nairobi}")
print(f"signed with a datetime in UTC: {verdict(utc)}")
print(f"signed with the same instant at UTC+3: {verdict(nairobi)}")
found = (verdict(utc), verdict(nairobi))
sys.exit(0 if found == ("verified", "refused (No matching signature found)") else 1)
PYTHON
