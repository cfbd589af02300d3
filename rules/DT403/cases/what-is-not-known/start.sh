#!/bin/sh
exec redis-server "$1"
