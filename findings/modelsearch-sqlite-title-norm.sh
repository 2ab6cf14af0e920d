#!/usr/bin/env bash
# Wagtail's search on SQLite weighs a hit by the length of its title. A title that is changed keeps the
# weight of the old one until the whole index is built anew; on PostgreSQL it is computed at each save.
# Two pages with the same title then rank by what they were called before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 modelsearch==1.3.2
mkdir "$folder/notes"
touch "$folder/notes/__init__.py"
cat >"$folder/notes/models.py" <<'PYTHON'
from django.db import models
from modelsearch import index


class Note(index.Indexed, models.Model):
    title = models.CharField(max_length=200)
    search_fields = [index.SearchField("title", boost=2)]
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
    INSTALLED_APPS=["django.contrib.contenttypes", "modelsearch", "notes"],
    MODELSEARCH_BACKENDS={"default": {"BACKEND": "modelsearch.backends.database"}},
)
django.setup()

from django.core.management import call_command
from django.db import connection
from modelsearch.models import IndexEntry
from notes.models import Note

call_command("migrate", run_syncdb=True, verbosity=0)
LONG = "Overdose prevention for people who have left prison, with their families and their towns"
changed, unchanged = Note.objects.create(title=LONG), Note.objects.create(title="Overdose")
changed.title = "Overdose"
changed.save()


def weights():
    rows = IndexEntry.objects.order_by("object_id").values_list("title", "title_norm")
    return [(title, round(norm, 2)) for title, norm in rows]


after_save = weights()
call_command("rebuild_modelsearch_index", verbosity=0)
rebuilt = weights()
print(f"modelsearch {version('modelsearch')} on SQLite: title and weight after a change: {after_save}")
print(f"the same after the index was built anew: {rebuilt}")
same_title = len({title for title, _norm in after_save}) == 1
sys.exit(0 if same_title and after_save[0][1] != after_save[1][1] and rebuilt[0] == rebuilt[1] else 1)
PYTHON
