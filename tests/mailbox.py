"""Real SMTP receiver for tests: keeps what arrives, and refuses what it is told to refuse."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from .local_servers import free_port


class Mailbox:
    """Listens on a free port of the loopback while in use; `messages` holds what arrived."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refusals: dict[str, str] = {}  # {recipient: reply such as "550 5.1.1 No such user"}
        self._port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self._port)

    def __enter__(self) -> "Mailbox":
        self._controller.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._port}"

    def to(self, address: str) -> list[EmailMessage]:
        """Messages for one recipient, oldest first."""
        return [message for message in self.messages if message["X-Envelope-To"] == address]

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        for address in envelope.rcpt_tos:
            message = message_from_bytes(envelope.content, policy=policy.default)
            message["X-Envelope-To"] = address
            self.messages.append(message)
        return "250 OK"
