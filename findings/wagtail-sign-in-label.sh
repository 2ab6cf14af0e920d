#!/usr/bin/env bash
# Wagtail's page to sign in names the password field in English, whatever the language: its form declares
# the field anew, without the label that Django's form has and translates. The placeholder in the field is
# translated, so the page looks translated to whoever tests it in the browser, while a screen reader and the
# visible label say "Password".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check wagtail==8.0.1 Django==5.2.19
"$folder/venv/bin/python" <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=[
        "wagtail.admin",
        "wagtail.users",
        "wagtail.documents",
        "wagtail.images",
        "wagtail",
        "taggit",
        "django.contrib.auth",
        "django.contrib.contenttypes",
    ],
    STATIC_URL="/static/",
    USE_I18N=True,
)
django.setup()

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import override
from wagtail.admin.forms.auth import LoginForm

labels = {}
for language in ("ar", "es", "fr", "ru", "zh-hans"):
    with override(language):
        ours, django_s = LoginForm()["password"], AuthenticationForm()["password"]
        placeholder = str(LoginForm().fields["password"].widget.attrs["placeholder"])
        labels[language] = (ours.label, str(django_s.label), placeholder)
for language, (wagtail_label, django_label, placeholder) in labels.items():
    print(f"{language}: Wagtail {version('wagtail')} “{wagtail_label}”, Django “{django_label}”, placeholder “{placeholder}”")
seen = {wagtail_label for wagtail_label, _django, _placeholder in labels.values()}
if seen != {"Password"} or any(d == "Password" for _w, d, _p in labels.values()):
    sys.exit("Wagtail's label of the password field is translated now.")
print("The label is English in all five languages; Django's own is translated in each.")
PYTHON
