#!/usr/bin/env bash
# Known holes in what we install (pip-audit), and risky code of our own (bandit): `make audit`.
# A hole fails. A service that cannot be asked does not, and says so: no network is no hole.
set -uo pipefail
bin=${BIN:-.venv/bin}
report=$(mktemp)
trap 'rm -f "$report"' EXIT

known_holes() {
    "$bin/pip-audit" --vulnerability-service "$1" --disable-pip --require-hashes \
        --requirement requirements.lock --progress-spinner off >"$report" 2>&1
}

audited=no
for service in pypi osv; do
    if known_holes "$service"; then
        # "could not be audited": the index answered, and knows no holes of any package.
        grep -q "could not be audited" "$report" || audited=yes
    elif grep -Eq "^Found [0-9]+ known vulnerabilit" "$report"; then
        cat "$report"
        exit 1
    fi
    [ "$audited" = yes ] && break
done
if [ "$audited" = yes ]; then
    echo "pip-audit: no known holes ($service)."
else
    echo "WARNING: pip-audit could ask nobody: dependencies were NOT checked for known holes." >&2
    tail -1 "$report" >&2
fi

# What runs in production; tools/ starts programs for a living, and Ruff's rules S watch it.
"$bin/bandit" --quiet --recursive --configfile pyproject.toml --severity-level medium \
    accounts home portal practices search gunicorn.conf.py && echo "bandit: nothing found."
