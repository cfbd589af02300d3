FROM python:3.12
COPY alone.conf /etc/supervisord.conf
CMD ["supervisord", "--nodaemon"]
