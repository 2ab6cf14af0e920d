"""The WSGI entry point: production settings unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()

from home.site_address import follow_setting_at_start  # noqa: E402  needs the apps

follow_setting_at_start()
