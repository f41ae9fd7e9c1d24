#!/bin/sh
# Makes the namespace when it is not there; the search attributes are `akkoord migrate`'s.
set -eu

until temporal operator cluster health >/dev/null 2>&1; do
    sleep 1
done
if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
    echo "$TEMPORAL_NAMESPACE is there"
else
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
fi
