#!/bin/sh
# Waits for what the application needs, then becomes it.
set -eu

: "${DB_HOST:=database}" "${DB_PORT:=5432}"
retries=${RETRIES:-30}

log() {
  printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*" >&2
}

wait_for() {
  host=$1 port=$2
  until nc -z "$host" "$port" 2>/dev/null; do
    retries=$((retries - 1))
    [ "$retries" -gt 0 ] || { log "gave up on $host:$port"; exit 1; }
    sleep 1
  done
}

case "${1:-web}" in
  web | server)
    wait_for "$DB_HOST" "$DB_PORT"
    ;;
  (worker) wait_for queue 5672 ;;
  *) exec "$@" ;;
esac

cat > /tmp/app.conf <<-EOF
	host = ${DB_HOST}
	literal = \$DB_HOST `hostname`
	EOF
cat <<'RAW' <<"SECOND" > /tmp/raw
$not $replaced
RAW
second
SECOND

if [[ -f /run/secrets/token && ! -z ${TOKEN+x} ]]; then
  export TOKEN=$(cat /run/secrets/token)
elif test -n "${TOKEN:-}"; then
  unset TOKEN
else
  for name in a 'b c' "$HOME"; do echo "$name" | tee -a log & done; wait
fi

while read -r line || [ -n "$line" ]; do
  (cd /srv && ./run --"${line%%#*}") || continue
done < /etc/list

exec env PORT="${PORT:-8080}" \
  gunicorn --bind "0.0.0.0:$PORT" \
    'app:create()'
