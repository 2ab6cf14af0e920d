"""Addresses of subscribers and secrets of partners, readable only with the portal's key.

The first of the keys encrypts, all of them decrypt: to change a key, put the new one in front, run
`rotate_encryption`, and take the old one away.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def encrypt(text: str) -> str:
    return _fernet(_keys()).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    return _fernet(_keys()).decrypt(token.encode()).decode()


def rotate(token: str) -> str:
    return _fernet(_keys()).rotate(token.encode()).decode()


def fingerprints(text: str) -> list[str]:
    """By which an encrypted text is found again: one per key, the current one first."""
    return [
        hmac.new(_derived(key, b"fingerprint"), text.encode(), hashlib.sha256).hexdigest()
        for key in _keys()
    ]


def _keys() -> tuple[str, ...]:
    own = settings.ENCRYPTION_KEYS
    return tuple(own or [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(_derived(key, b"encryption"))) for key in keys
    )


@lru_cache(maxsize=16)
def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"portal " + purpose).derive(key.encode())
