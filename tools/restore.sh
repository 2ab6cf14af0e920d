#!/usr/bin/env bash
# tools/restore.sh BACKUP: checks the backup, then fills an EMPTY database and media folder with it.
# Reads DATABASE_URL (of the role that is to own the tables) and MEDIA_ROOT like tools/backup.sh.
# Nothing that exists is written over. A backup made with MEDIA_BUCKET brings no uploads.
set -euo pipefail

backup=${1:?usage: tools/restore.sh BACKUP}
media=${MEDIA_ROOT:-"$(cd "$(dirname "$0")/.." && pwd)/var/media"}
# shellcheck source=tools/postgresql_client.sh
. "$(dirname "$0")/postgresql_client.sh"

(cd "$backup" && sha256sum --check --quiet SHA256SUMS) || {
    echo "The backup is damaged; nothing was touched." >&2
    exit 1
}
refuse_another_version
tables=$(psql --no-psqlrc --tuples-only --no-align "$DATABASE_URL" \
    --command "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
if [ "$tables" != 0 ] || [ -n "$(ls -A "$media" 2>/dev/null)" ]; then
    echo "The database has tables, or $media has files: restore into an empty place." >&2
    exit 1
fi

pg_restore --no-owner --no-privileges --exit-on-error --single-transaction \
    --dbname="$DATABASE_URL" "$backup/database.dump"
if [ -e "$backup/media.tar.gz" ]; then
    mkdir -p "$media"
    tar --extract --gzip --file="$backup/media.tar.gz" --directory="$media"
else
    echo "No uploads in this backup: they are in the bucket it was made with."
fi
cat <<'TEXT'
Restored. Now, in this order:
  manage.py migrate
  manage.py grant_rights ROLE     # the role the portal runs under; a restore brings no rights along
  manage.py verify_audit --anchor FILE    # a mail or log line with the trail's head, see the runbook
  manage.py search_index --rebuild
TEXT
