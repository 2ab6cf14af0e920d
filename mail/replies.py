"""What a mail server's refusal means: for good or for now, because of the address or of us."""

import re
import smtplib
from dataclasses import dataclass
from typing import Self

# RFC 3463: the first digits are the class, the subject and the detail.
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
ABOUT_THE_SENDER = {(1, 7), (1, 8)}
ADDRESS, MAILBOX, POLICY = 1, 2, 7
# No enhanced code: these speak of the mailbox (RFC 5321, 4.2.3), others of the session or of us.
ABOUT_THE_MAILBOX = {550, 551, 553, 556}
SIGN_IN = {530, 534, 535, 538}


@dataclass(frozen=True)
class Refusal:
    text: str
    code: int = 0
    is_of_recipient: bool = False

    @classmethod
    def of(cls, error: Exception) -> Self:
        if isinstance(error, smtplib.SMTPRecipientsRefused) and error.recipients:
            code, reply = next(iter(error.recipients.values()))
            return cls(_words(code, reply), code, is_of_recipient=True)
        if isinstance(error, smtplib.SMTPDataError):
            return cls(_words(error.smtp_code, error.smtp_error), error.smtp_code)
        return cls(f"{type(error).__name__}: {error}"[:500])

    @property
    def is_permanent(self) -> bool:
        """5xx to the recipient or the text. Of policy or sign-in: ours to mend, so tried again."""
        subject, _detail = self._enhanced
        is_ours = self.code in SIGN_IN or subject == POLICY or self._enhanced in ABOUT_THE_SENDER
        return 500 <= self.code < 600 and not is_ours

    @property
    def ends_the_address(self) -> bool:
        """Whether there is no such mailbox, or none that takes mail."""
        subject, _detail = self._enhanced
        if subject is not None:
            return self.is_permanent and subject in (ADDRESS, MAILBOX)
        return self.is_of_recipient and self.is_permanent and self.code in ABOUT_THE_MAILBOX

    @property
    def _enhanced(self) -> tuple[int | None, int | None]:
        found = ENHANCED.search(self.text)
        return (int(found[2]), int(found[3])) if found else (None, None)


def _words(code: int, reply: bytes | str) -> str:
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return " ".join(f"{code} {text}".split())[:500]


def short(text: str) -> str:
    """The reason without an address in it, for a public page: the reply's or error's code."""
    found = re.match(r"\d{3}(?: \d\.\d{1,3}\.\d{1,3})?(?= |$)|\w+(?=:)", text)
    return found[0] if found else "other"
