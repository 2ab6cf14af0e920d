#!/usr/bin/env bash
# tools/backup.sh FOLDER: database and uploads into a new folder below FOLDER, with checksums.
# Reads DATABASE_URL (postgres://…) and MEDIA_ROOT (default: var/media). Ends with the new path.
# With MEDIA_BUCKET the uploads are not in it: the bucket keeps versions (docs/operating.md).
set -euo pipefail
umask 077  # a backup holds what States have not yet cleared

target=${1:?usage: tools/backup.sh FOLDER}
media=${MEDIA_ROOT:-"$(cd "$(dirname "$0")/.." && pwd)/var/media"}
# shellcheck source=tools/postgresql_client.sh
. "$(dirname "$0")/postgresql_client.sh"
refuse_another_version

name="portal-$(date -u +%Y%m%dT%H%M%SZ)-$$"
part="$target/.$name.part"
mkdir -p "$part"
trap 'rm -rf "$part"' EXIT  # a backup that broke off leaves nothing that looks like one

# The database first: a file that is named in it was stored before it was named.
pg_dump --format=custom --no-owner --no-privileges --file="$part/database.dump" "$DATABASE_URL"
files=(database.dump)
if [ -z "${MEDIA_BUCKET:-}" ]; then
    mkdir -p "$media"
    tar --create --gzip --file="$part/media.tar.gz" --directory="$media" .
    files+=(media.tar.gz)
fi
(cd "$part" && sha256sum "${files[@]}" > SHA256SUMS)
mv "$part" "$target/$name"
echo "$target/$name"
