#!/usr/bin/env bash
set -e
while ! pg_isready -h "$DB_HOST" -q; do
  sleep 1
done
exec "$@"
