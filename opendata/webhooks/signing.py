"""Secrets and signed headers of webhook messages (Standard Webhooks)."""

import base64
import secrets
from datetime import datetime

from standardwebhooks import Webhook

PREFIX = "whsec_"


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(secret: str, message_id: str, at: datetime, body: str) -> dict[str, str]:
    """`at` in UTC: the library signs the hour as written, whatever the time zone."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "GoodPracticePortal-Webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(message_id, at, body),
    }
