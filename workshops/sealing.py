"""Encryption of a State's private texts, with a key of its own that can be destroyed.

A row is sealed with the State's newest key (AES-256-GCM). The keys lie in the database, wrapped
with the portal's own (`common.encryption`), so that neither a dump nor a backup can be read. A
sealed text is bound to its row: copied into another one it cannot be opened.
"""

import base64
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common import encryption

NONCE = 12  # bytes, as NIST SP 800-38D recommends
KEY = 32


class SealBrokenError(Exception):
    """The key is gone, or the text was changed or moved to another row."""


def new_key() -> str:
    """A wrapped key, to be stored."""
    return encryption.encrypt(base64.b64encode(os.urandom(KEY)).decode())


def unwrap(wrapped: str) -> AESGCM:
    return AESGCM(base64.b64decode(encryption.decrypt(wrapped)))


def seal(cipher: AESGCM, data: Any, place: str) -> bytes:
    """`data` is anything that JSON holds; `place` names the row."""
    nonce = os.urandom(NONCE)
    text = json.dumps(data, ensure_ascii=False).encode()
    return nonce + cipher.encrypt(nonce, text, place.encode())


def unseal(cipher: AESGCM, sealed: bytes, place: str) -> Any:
    sealed = bytes(sealed)
    try:
        text = cipher.decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except InvalidTag as error:
        raise SealBrokenError from error
    return json.loads(text)
