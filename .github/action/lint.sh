#!/usr/bin/env bash
# The one step of action.yml: lints, sets the outputs, writes the job summary, ends with the linter's status.
set -fu

# GitHub refuses a summary of more than 1 MiB, and nobody reads that much.
summary_limit=60000

reports=$(mktemp -d "${RUNNER_TEMP:-/tmp}/dialtone.XXXXXX") || exit 3
trap 'rm -rf "$reports"' EXIT

case $DIALTONE_SARIF_FILE in
  *$'\n'*)
    # It would write outputs of its own.
    echo 'dialtone: sarif-file holds a line break' >&2
    exit 2
    ;;
esac

set -- lint --format "$DIALTONE_FORMAT" --fail-on "$DIALTONE_FAIL_ON" \
  --report "json=$reports/report.json" --report "text=$reports/report.txt"
if [ -n "$DIALTONE_SARIF_FILE" ]; then
  set -- "$@" --report "sarif=$DIALTONE_SARIF_FILE"
fi
# shellcheck disable=SC2086  # several arguments
set -- "$@" $DIALTONE_ARGS --
while IFS= read -r path; do
  path=${path%$'\r'}
  [ -z "$path" ] || set -- "$@" "$path"
done <<<"$DIALTONE_PATHS"

status=0
"$GITHUB_ACTION_PATH/dialtone" "$@" || status=$?

# No jq needed: the summary is a flat object of numbers, and inside a string its quotes would carry backslashes.
count() {
  tr -d ' \n\r\t' <"$reports/report.json" | sed -n "s/.*\"summary\":{[^}]*\"$1\":\([0-9]*\).*/\1/p"
}

if ! [ -s "$reports/report.json" ]; then
  printf '### Dialtone\n\nIt ended with status %s and without a report; the log of the step says why.\n' "$status" >>"$GITHUB_STEP_SUMMARY"
  # Without a report there is no success.
  exit $((status > 0 ? status : 3))
fi

errors=$(count error)
warnings=$(count warning)
notes=$(count note)
{
  printf 'errors=%s\n' "$errors"
  printf 'warnings=%s\n' "$warnings"
  printf 'notes=%s\n' "$notes"
  printf 'sarif=%s\n' "$DIALTONE_SARIF_FILE"
} >>"$GITHUB_OUTPUT"

# Longer than every row of backticks in the report, which could end the block otherwise.
fence='```'
while grep -qF "$fence" "$reports/report.txt"; do
  fence="$fence\`"
done
{
  printf '### Dialtone\n\n| errors | warnings | notes |\n| ---: | ---: | ---: |\n| %s | %s | %s |\n\n' "$errors" "$warnings" "$notes"
  printf '%stext\n' "$fence"
  LC_ALL=C awk -v limit="$summary_limit" '
    { size += length($0) + 1 }
    size <= limit { print; next }
    { cut++ }
    END { if (cut) printf "... %d more lines in the log of the step\n", cut }
  ' "$reports/report.txt"
  printf '%s\n' "$fence"
} >>"$GITHUB_STEP_SUMMARY"

exit "$status"
