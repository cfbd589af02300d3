#!/bin/sh
python manage.py migrate
exec python cron.py
