"""The WSGI entry point: production settings unless others are named."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

django_application = get_wsgi_application()

from home.site_address import follow_setting_once  # noqa: E402  needs the apps


def application(environ, start_response) -> Any:
    """Django's application; before the first request the site's address follows the setting."""
    follow_setting_once()
    return django_application(environ, start_response)
