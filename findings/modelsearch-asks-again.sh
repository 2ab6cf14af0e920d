#!/usr/bin/env bash
# Wagtail's search index in a database asks a record for every searched field once for the title, once for the
# body and once for completion, whichever of them the field belongs to (twice more on PostgreSQL, for its plain
# texts). A property that puts a text together, say of a page and its documents, is computed three to five times at
# each save.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 modelsearch==1.3.2
mkdir "$folder/practices"
touch "$folder/practices/__init__.py"
cat >"$folder/practices/models.py" <<'PYTHON'
from django.db import models
from modelsearch import index

asked = []


class Practice(index.Indexed, models.Model):
    title = models.CharField(max_length=200)
    search_fields = [index.SearchField("title"), index.SearchField("words_of_documents")]

    @property
    def words_of_documents(self):
        asked.append(self.pk)
        return "what stands in the documents of the practice"
PYTHON
cd "$folder"
"$folder/venv/bin/python" <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.contenttypes", "modelsearch", "practices"],
    MODELSEARCH_BACKENDS={"default": {"BACKEND": "modelsearch.backends.database"}},
)
django.setup()

from django.core.management import call_command
from practices.models import Practice, asked

call_command("migrate", run_syncdb=True, verbosity=0)
Practice.objects.create(title="Family skills training")
print(f"modelsearch {version('modelsearch')} on SQLite: one save asks {len(asked)} times for one searched property")
sys.exit(len(asked) != 3)
PYTHON
