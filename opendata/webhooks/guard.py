"""SSRF check: no webhook leads to an address inside a network."""

import ipaddress
import socket
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ForbiddenAddressError(Exception):
    """The name leads to an address that is not on the public internet."""


def public_address(host, port) -> Any:
    """The IP address to connect to. Every address the name has must be a public one.

    The caller connects to this very address: asking again by name could get another answer.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ForbiddenAddressError(f"{host} is not known.") from error
    addresses = [entry[4][0] for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise ForbiddenAddressError(f"{host} leads into a private network.")
    return addresses[0]


def is_public(text) -> bool:
    address = ipaddress.ip_address(text.split("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is not None:  # an IPv4 address in the dress of IPv6
        return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def check_form(parts) -> None:
    """What can be said of an address without asking for its name; `parts` are of urlsplit()."""
    if parts.scheme != "https" or not parts.hostname:
        raise ValidationError(_("Give an address that begins with https://."))
    if parts.username or parts.password:
        raise ValidationError(_("Leave name and password out of the address."))
