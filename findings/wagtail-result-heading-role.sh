#!/usr/bin/env bash
# In lists of Wagtail's admin the line that says how many entries were found ("There is 1 match") is a heading
# with role="alert". ARIA in HTML allows no such role on h2, and the role takes the place of the heading's own:
# for a screen reader the only heading of the results is gone from the list of headings. axe calls it
# aria-allowed-role.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check wagtail==8.0.1 Django==5.2.19
cd "$folder"
"$folder/venv/bin/python" <<'PYTHON'
import re
import secrets
import sys
from importlib.metadata import version

import django
from django.conf import settings
from django.urls import include, path

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=[
        "wagtail.users", "wagtail.admin", "wagtail.documents", "wagtail.images", "wagtail.search",
        "wagtail", "modelcluster", "taggit", "django.contrib.auth", "django.contrib.contenttypes",
        "django.contrib.messages", "django.contrib.sessions", "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    ROOT_URLCONF="__main__",
    SECRET_KEY=secrets.token_hex(),
    STATIC_URL="/static/",
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ]},
    }],
    USE_TZ=True,
    WAGTAIL_SITE_NAME="Example",
    WAGTAILADMIN_BASE_URL="http://testserver",
)
django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.admin import urls as admin_urls

urlpatterns = [path("admin/", include(admin_urls))]
call_command("migrate", verbosity=0)
client = Client()
client.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org"))
answer = client.get("/admin/users/?q=editor", headers={"accept-language": "en"})
assert answer.status_code == 200, answer.status_code
headings = re.findall(r"<h2[^>]*>[^<]*match[^<]*</h2>", answer.content.decode())
print(f"Wagtail {version('wagtail')}, Django {version('django')}")
print(*(" ".join(heading.split()) for heading in headings))
if not headings or not all('role="alert"' in heading for heading in headings):
    sys.exit("The number of matches is no heading with the role of an alert any more.")
print("The heading over the results has the role of an alert.")
PYTHON
