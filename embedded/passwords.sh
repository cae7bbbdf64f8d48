#!/bin/sh
# Gives the production roles their passwords when the database is created (docker-compose.yml).
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv web_password WEB_PASSWORD
\getenv worker_password WORKER_PASSWORD
ALTER ROLE owner PASSWORD :'owner_password';
ALTER ROLE web PASSWORD :'web_password';
ALTER ROLE worker PASSWORD :'worker_password';
SQL
