#!/usr/bin/env bash
# Known holes in what we install (pip-audit), risky code (bandit) and secrets (detect-secrets) of our
# own, and the list of parts (CycloneDX, var/sbom.json): `make audit`.
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
    accounts alerts approvals audit common contact home jobs mail opendata packs portal practices review \
    search commission secretariat submission taxonomy translations uploads usage workshops gunicorn.conf.py || exit 1
echo "bandit: nothing found."

# Licences of what the portal runs on: free to use beside ours (MIT), LGPL for the database driver.
mapfile -t running < <(grep -oE '^[A-Za-z0-9_.-]+==' requirements.lock | tr -d '=')
# locate is under the MIT licence; only its classifier says otherwise. translate-toolkit is under the GPL
# (3 or later), beside which ours may stand; whoever hands on the image follows both: docs/decisions.
"$bin/pip-licenses" --from=mixed --ignore-packages locate translate-toolkit --packages "${running[@]}" --partial-match \
    --allow-only "Apache;BSD;MIT;ISC;LGPL-3.0;MPL;Mozilla;PSF-2.0;Python Software Foundation;Unlicense" \
    >/dev/null || exit 1
echo "pip-licenses: every licence is on the list."

# .secrets.baseline names what looks like a secret and is none: passwords of tests and of samples.
# home/data/pages holds digests of the English texts that were translated.
mapfile -t files < <(git ls-files -- ':!*.lock' ':!.secrets.baseline' ':!home/data/pages/*')
"$bin/detect-secrets-hook" --baseline .secrets.baseline "${files[@]}"
case $? in 0 | 3) ;; *) exit 1 ;; esac # 3: known ones stand on other lines now
echo "detect-secrets: nothing new."

mkdir -p var
"$bin/cyclonedx-py" requirements requirements.lock --output-file var/sbom.json &&
    echo "CycloneDX: the parts are listed in var/sbom.json."
