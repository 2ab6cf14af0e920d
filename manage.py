#!/usr/bin/env python
"""Django's command line; settings default to development on a laptop."""

import gc
import os
import sys


def main() -> None:
    # A third of the time to start went into looking for garbage among what Django loads and keeps.
    gc.set_threshold(200_000)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
