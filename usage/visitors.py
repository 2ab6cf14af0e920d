"""Visitors whose use is counted: people without an account, and no robots."""

import re

ROBOTS = re.compile(r"bot|crawl|spider|slurp|preview|monitor|headless|lighthouse|curl|python", re.I)


def is_visitor(request) -> bool:
    """A person without an account: robots, and those who work here, would drown the others."""
    return request.user.is_anonymous and not ROBOTS.search(request.headers.get("User-Agent", ""))
