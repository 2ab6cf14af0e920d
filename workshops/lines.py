"""What is read of an answer: labels, and texts that are written out nowhere as a whole."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """At its most talkative level Django logs the contexts of templates, without this text."""

    label: str
    text: str = field(repr=False)
