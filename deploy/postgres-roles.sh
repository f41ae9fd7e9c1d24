#!/bin/sh
# Runs once, when the volume is empty: a role and its databases for Temporal, a role for Akkoord.
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set temporal="$TEMPORAL_POSTGRES_PASSWORD" --set akkoord="$AKKOORD_POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE ROLE akkoord LOGIN CREATEROLE PASSWORD :'akkoord';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE DATABASE akkoord OWNER akkoord TEMPLATE template0 ENCODING 'UTF8'
    LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
SQL
