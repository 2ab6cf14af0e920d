"""LibreTranslate's HTTP interface: `/languages` and `/translate`, in JSON."""

import json
import logging
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .errors import MachineError

log = logging.getLogger(__name__)

# Codes of the six languages; newer versions name Chinese by its script.
OURS = {code: code for code in ("ar", "en", "es", "fr", "ru", "zh")} | {"zh-Hans": "zh"}
SECONDS_TO_CONNECT = 3
MOST_BYTES = 4 * 1024 * 1024
PIECE = 64 * 1024
BUSY = 429
REFUSED = (401, 403)


class LibreTranslate:
    name = "LibreTranslate"

    def __init__(self, url: str, key: str = "") -> None:
        self._url, self._key = url.rstrip("/"), key
        self._codes: dict[str, str] = {}  # {ours: the server's}

    def languages(self, seconds: float) -> dict[str, frozenset[str]]:
        answer = self._ask("GET", "/languages", None, seconds)
        try:
            rows = [(row["code"], row["targets"]) for row in answer]
            self._codes = {OURS[code]: code for code, _targets in rows if code in OURS}
            return {
                OURS[code]: frozenset(OURS[each] for each in targets if each in OURS)
                for code, targets in rows
                if code in OURS
            }
        except (TypeError, KeyError) as error:
            raise self._nonsense(answer) from error

    def translate(self, passages: list[str], source: str, target: str, seconds: float) -> list[str]:
        asked = {"q": passages, "format": "html"}
        asked |= {"source": self._code(source), "target": self._code(target)}
        answer = self._ask("POST", "/translate", asked, seconds)
        texts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(texts, list) or [type(each) for each in texts] != [str] * len(passages):
            raise self._nonsense(answer)
        return texts

    def _code(self, language: str) -> str:
        return self._codes.get(language, language)

    def _ask(self, method: str, path: str, asked: dict | None, seconds: float) -> Any:
        body = json.dumps(asked | ({"api_key": self._key} if self._key else {})) if asked else None
        ends = time.monotonic() + seconds
        try:
            answer = self._request(method, path, body, seconds)
            try:
                content = b"".join(_pieces(answer, ends))
            finally:
                answer.release_conn()
        except (urllib3.exceptions.HTTPError, TimeoutError, ValueError) as error:
            log.warning("%s does not answer: %s", self._host, error)
            raise MachineError(_("The machine does not answer. Try again later.")) from error
        if answer.status != 200:
            log.warning("%s answers %s: %s", self._host, answer.status, content[:300])
            raise MachineError(_reason(answer.status, answer.headers.get("Retry-After", "")))
        try:
            return json.loads(content)
        except ValueError as error:
            raise self._nonsense(content[:300]) from error

    def _request(
        self, method: str, path: str, body: str | None, seconds: float
    ) -> urllib3.BaseHTTPResponse:
        """A redirect is not followed: the key would go with it."""
        return urllib3.request(
            method,
            self._url + path,
            body=body,
            headers={"Content-Type": "application/json", "Accept": "application/json"},
            timeout=urllib3.Timeout(connect=min(SECONDS_TO_CONNECT, seconds), read=seconds),
            retries=False,
            redirect=False,
            preload_content=False,
        )

    @property
    def _host(self) -> str:
        """Without what an address may hold of names and keys; nothing of what is no address."""
        try:
            return urlsplit(self._url).hostname or ""
        except ValueError:
            return ""

    def _nonsense(self, answer: object) -> MachineError:
        log.warning("%s answers what is no translation: %.300r", self._host, answer)
        return MachineError(_("The machine answered something that is no translation."))


def _pieces(answer: urllib3.BaseHTTPResponse, ends: float) -> Iterator[bytes]:
    size = 0
    for piece in answer.stream(PIECE):
        size += len(piece)
        if size > MOST_BYTES or time.monotonic() > ends:
            raise TimeoutError("too much, or too slow")
        yield piece


def _reason(status: int, wait: str) -> str:
    if status == BUSY and wait.isascii() and wait.isdecimal() and len(wait) < 6:
        minutes = -(-int(wait) // 60)
        text = ngettext(
            "The machine takes no more texts just now. Try again in %(number)d minute.",
            "The machine takes no more texts just now. Try again in %(number)d minutes.",
            minutes,
        )
        return text % {"number": minutes}
    if status == BUSY:
        return _("The machine takes no more texts just now. Try again later.")
    if status in REFUSED:
        return _("The machine refuses the portal. Tell the people who run the portal.")
    return _("The machine could not translate this text.")
