"""Fingerprints of what JSON holds, whatever the order of its keys."""

import hashlib
import json


def digest_of(content: object) -> str:
    """SHA-256 in hexadecimal; dates and other values that JSON does not know count as texts."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
