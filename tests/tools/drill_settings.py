"""Settings of the drill: a database and a media folder that may be lost."""

import os

from portal.settings.dev import *  # noqa: F403  thin overlay

MEDIA_ROOT = os.environ["MEDIA_ROOT"]
ELASTICSEARCH_URL = ""
