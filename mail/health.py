"""Mail queue in /health/: how many mails wait, and how many were given up."""

from collections import Counter

from django.utils import timezone

from .models import Message
from .replies import short

SLOW_AFTER = 600  # seconds a mail may wait before the check turns red


def mail_queue() -> dict:
    """How many mails wait, the oldest for how long (seconds), and how many were given up, and why.

    Reasons are the server's codes: its words may hold an address.
    """
    waiting = Message.objects.unfinished()
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    given_up = Message.objects.filter(state=Message.State.FAILED).values_list(
        "last_error", flat=True
    )
    return {
        "ok": age < SLOW_AFTER and not given_up,
        "waiting": waiting.count(),
        "oldest_seconds": round(age),
        "given_up": len(given_up),
        "reasons": Counter(short(error) for error in given_up),
    }
