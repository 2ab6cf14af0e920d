#!/bin/sh
# `make run`: the portal, its clock, and the worker beside it when Elasticsearch is set.
set -eu
python=.venv/bin/python

work() {
    trap 'kill "$worker" 2>/dev/null; exit' TERM INT
    while :; do
        $python manage.py search_index --work & worker=$!
        wait "$worker" || sleep 2  # it died: changes must not wait until somebody notices
    done
}

if [ -n "${ELASTICSEARCH_URL:-}" ]; then
    work & loop=$!
fi
$python manage.py run_schedule & clock=$!
trap 'kill "$clock" ${loop:+"$loop"} 2>/dev/null' EXIT INT TERM
$python manage.py runserver --noreload "127.0.0.1:${PORT:-8000}"
