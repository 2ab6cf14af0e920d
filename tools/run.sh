#!/bin/sh
# `make run`: the portal, and the worker beside it when Elasticsearch is set.
set -eu
python=.venv/bin/python
if [ -n "${ELASTICSEARCH_URL:-}" ]; then
    $python manage.py search_index --work &
    trap 'kill $! 2>/dev/null' EXIT INT TERM
fi
$python manage.py runserver --noreload "127.0.0.1:${PORT:-8000}"
