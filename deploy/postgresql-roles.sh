#!/bin/sh
# Run once by the image of PostgreSQL, when the data folder is new. Two roles: one owns the tables
# and runs `migrate`; the portal works under the other, which owns nothing (manage.py grant_rights).
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set=owner="$OWNER_PASSWORD" --set=portal="$PORTAL_PASSWORD" <<'SQL'
CREATE ROLE portal_owner LOGIN PASSWORD :'owner';
CREATE ROLE portal LOGIN PASSWORD :'portal';
ALTER DATABASE portal OWNER TO portal_owner;
ALTER SCHEMA public OWNER TO portal_owner;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO portal;
SQL
