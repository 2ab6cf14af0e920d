#!/usr/bin/env bash
# Wagtail 8 writes its search index and its index of references by tasks, which django-tasks-db keeps in the
# database. A task whose worker is killed (a restart of the machine, no memory left) stays "RUNNING" for ever: the
# next worker says that there is nothing to do, and the index stays as it was.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    Django==5.2.19 django-tasks==0.12.0 django-tasks-db==0.12.0
cd "$folder"
cat > settings.py <<'PYTHON'
import secrets

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "tasks.sqlite3"}}
INSTALLED_APPS = ["django_tasks_db"]
SECRET_KEY = secrets.token_hex()
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
USE_TZ = True
PYTHON
cat > indexing.py <<'PYTHON'
import os
import signal

from django_tasks import task


@task()
def write_index(number):
    if os.environ.get("POWER_CUT"):
        os.kill(os.getpid(), signal.SIGKILL)
PYTHON
export DJANGO_SETTINGS_MODULE=settings PYTHONPATH="$folder"
django="$folder/venv/bin/django-admin"
"$django" migrate --verbosity 0
"$folder/venv/bin/python" -c "import django; django.setup(); from indexing import write_index; write_index.enqueue(1)"
POWER_CUT=1 "$django" db_worker --batch --no-startup-delay --verbosity 0 || echo "the first worker was killed: $?"
"$django" db_worker --batch --no-startup-delay 2>&1 | sed -E 's/worker_id=[^ ]+/worker_id=…/'
"$folder/venv/bin/python" <<'PYTHON'
import sys
from importlib.metadata import version

import django

django.setup()
from django_tasks_db.models import DBTaskResult

status = DBTaskResult.objects.get().status
print(f"django-tasks-db {version('django-tasks-db')}: after the second worker the task is {status}")
sys.exit(status != "RUNNING")
PYTHON
