# Sourced by backup.sh and restore.sh: PostgreSQL's programs in PATH, and their version checked.
# POSTGRESQL_BIN names their folder; without it, the newest that Debian installed.
# shellcheck shell=bash
: "${DATABASE_URL:?DATABASE_URL must name the PostgreSQL database}"
bin=${POSTGRESQL_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
PATH="${bin:+$bin:}$PATH"

# A newer pg_dump writes statements that an older server refuses at the first line of a restore.
refuse_another_version() {
    local server client
    server=$(psql --no-psqlrc --tuples-only --no-align "$DATABASE_URL" \
        --command "SELECT current_setting('server_version_num')::int / 10000")
    client=$(pg_dump --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
    if [ "$server" != "$client" ]; then
        echo "The server is PostgreSQL $server and pg_dump is version $client: a backup made this way" \
            "might not be restored. Use programs of version $server (POSTGRESQL_BIN=…)." >&2
        exit 1
    fi
}
