#!/usr/bin/env bash
# tools/backup_hourly.sh FOLDER: a backup each hour for as long as it runs, those over 90 days deleted.
# /health/ shows the age of the last success; a failure is noted with its reason and tried again.
set -uo pipefail
folder=${1:?usage: tools/backup_hourly.sh FOLDER}
cd "$(dirname "$0")/.."
while true; do
    if told=$(tools/backup.sh "$folder" 2>&1); then
        echo "$told"
        python manage.py record_job backup
        find "$folder" -maxdepth 1 -name 'portal-*' -mtime +90 -exec rm -rf {} +
        sleep 3600
    else
        echo "$told" >&2
        python manage.py record_job backup --failed "$told"
        sleep 300
    fi
done
