#!/usr/bin/env bash
# tools/restore.sh BACKUP: checks the backup, then fills an EMPTY database and media folder with it.
# Reads DATABASE_URL and MEDIA_ROOT like tools/backup.sh. Nothing that exists is written over.
set -euo pipefail

backup=${1:?usage: tools/restore.sh BACKUP}
root="$(cd "$(dirname "$0")/.." && pwd)"
media=${MEDIA_ROOT:-"$root/var/media"}
bin=${POSTGRESQL_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
PATH="${bin:+$bin:}$PATH"
: "${DATABASE_URL:?DATABASE_URL must name the PostgreSQL database}"

(cd "$backup" && sha256sum --check --quiet SHA256SUMS) || {
    echo "The backup is damaged; nothing was touched." >&2
    exit 1
}
tables=$(psql --no-psqlrc --tuples-only --no-align "$DATABASE_URL" \
    --command "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
if [ "$tables" != 0 ] || [ -n "$(ls -A "$media" 2>/dev/null)" ]; then
    echo "The database has tables, or $media has files: restore into an empty place." >&2
    exit 1
fi

pg_restore --no-owner --no-privileges --exit-on-error --single-transaction \
    --dbname="$DATABASE_URL" "$backup/database.dump"
mkdir -p "$media"
tar --extract --gzip --file="$backup/media.tar.gz" --directory="$media"
echo "Restored. Now: manage.py migrate; manage.py verify_audit; manage.py search_index --rebuild"
