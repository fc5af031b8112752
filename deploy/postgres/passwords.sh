#!/bin/sh
# Gives the two roles of roles.sql their passwords, on the first start of the database container.
set -eu

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v owner_password="$(cat /run/secrets/database_owner_password)" \
    -v app_password="$(cat /run/secrets/database_app_password)" <<'SQL'
ALTER ROLE stk_owner PASSWORD :'owner_password';
ALTER ROLE stk_app PASSWORD :'app_password';
SQL
