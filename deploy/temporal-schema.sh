#!/bin/sh
# Brings both databases of Temporal to the schema of this version; run again, it changes nothing.
set -eu

bring() {
    temporal-sql-tool --database "$1" setup-schema --version 0.0
    temporal-sql-tool --database "$1" update-schema \
        --schema-dir "${SCHEMAS:-/etc/temporal/schema/postgresql/v12}/$2/versioned"
}

bring temporal temporal
bring temporal_visibility visibility
