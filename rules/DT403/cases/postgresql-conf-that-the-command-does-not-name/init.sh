#!/bin/sh
cp /tmp/postgresql.conf "$PGDATA"
