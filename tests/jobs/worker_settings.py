"""Settings of a task worker in a process of its own, on the database of the test."""

from portal.settings.test import *  # noqa: F403  thin overlay

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
