"""Host and port of Wagtail's Site record, taken from the setting WAGTAILADMIN_BASE_URL."""

import logging
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from wagtail.models import Site

logger = logging.getLogger(__name__)


def follow_setting() -> None:
    """Write the address of the setting into the default site, if it has another.

    Wagtail makes full addresses of pages from this record (sitemap, mails, previews); all others
    are made from the setting. Both must lead to the same host.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return
    hostname, port = _host_and_port()
    if (site.hostname, site.port) != (hostname, port):
        site.hostname, site.port = hostname, port
        site.save()  # clears Wagtail's cache of addresses as well
        logger.info("The site's address is now %s.", settings.WAGTAILADMIN_BASE_URL)


@cache
def follow_setting_once() -> None:
    """The same once in a process of the server, which works without its database as well."""
    try:
        follow_setting()
    except DatabaseError as error:
        logger.warning("The site's address was not compared with the setting: %s", error)


def _host_and_port() -> tuple[str, int]:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    return address.hostname or "localhost", port
