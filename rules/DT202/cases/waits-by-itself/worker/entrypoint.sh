#!/bin/sh
set -e
until nc -z "$MYSQL_HOST" 3306; do
  echo "no database yet"
  sleep 1
done
exec node worker.js
