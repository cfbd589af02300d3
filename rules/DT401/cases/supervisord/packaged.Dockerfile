FROM python:3.12
RUN apt-get update && apt-get install -y supervisor
COPY packaged.conf /etc/supervisor/conf.d/
CMD ["/usr/bin/supervisord", "-n"]
