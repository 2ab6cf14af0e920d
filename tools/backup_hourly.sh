#!/usr/bin/env bash
# tools/backup_hourly.sh FOLDER: a backup each hour for as long as it runs, those over 90 days deleted.
# tools/backup_hourly.sh FOLDER once: one, for a cluster that keeps the time itself; fails if it does.
# /health/ shows the age of the last success; a failure is noted with its reason and tried again.
set -uo pipefail
folder=${1:?usage: tools/backup_hourly.sh FOLDER [once]}
cd "$(dirname "$0")/.." || exit 1

one_backup() {
    if told=$(tools/backup.sh "$folder" 2>&1); then
        echo "$told"
        python manage.py record_job backup
        find "$folder" -maxdepth 1 -name 'portal-*' -mtime +90 -exec rm -rf {} +
    else
        echo "$told" >&2
        python manage.py record_job backup --failed "$told"
        return 1
    fi
}

if [ "${2:-}" = once ]; then
    one_backup
    exit
fi
while true; do
    if one_backup; then sleep 3600; else sleep 300; fi
done
