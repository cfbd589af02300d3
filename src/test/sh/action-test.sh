#!/usr/bin/env bash
# shellcheck disable=SC2016  # many of these strings must not expand: that is the test
# Tests the GitHub Action's step as GitHub runs it, with a stand-in for ./dialtone that notes its arguments.
set -u

root=$(cd "$(dirname "$0")/../../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

passed=0
failed=0

check() { # NAME EXPECTED ACTUAL
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$1"
  else
    failed=$((failed + 1))
    printf 'NOT OK  %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
  fi
}

mkdir -p "$scratch/the action/.github" "$scratch/temp"
cp -R "$root/.github/action" "$scratch/the action/.github/"
cat >"$scratch/the action/dialtone" <<'DIALTONE'
#!/usr/bin/env bash
: >"$SCRATCH/arguments"
for argument; do
  case $argument in
    json=*) [ -z "${JSON-}" ] || printf '%s' "$JSON" >"${argument#json=}" ;;
    text=*) [ -z "${JSON-}" ] || printf '%s\n' "$TEXT" >"${argument#text=}" ;;
  esac
  case $argument in
    json=* | text=*) argument=${argument%%=*}=FILE ;;
  esac
  printf '%s\n' "$argument" >>"$SCRATCH/arguments"
done
echo '::error file=compose.yaml,line=3::`db` listens on 5432'
exit "${STATUS-0}"
DIALTONE
chmod +x "$scratch/the action/dialtone"

# With the defaults of action.yml; NAME=VALUE arguments change them.
act() {
  : >"$scratch/output"
  : >"$scratch/summary"
  env DIALTONE_PATHS=. DIALTONE_FAIL_ON=error DIALTONE_FORMAT=github DIALTONE_SARIF_FILE= DIALTONE_ARGS= \
    GITHUB_ACTION_PATH="$scratch/the action" GITHUB_OUTPUT="$scratch/output" GITHUB_STEP_SUMMARY="$scratch/summary" \
    RUNNER_TEMP="$scratch/temp" SCRATCH="$scratch" \
    JSON='{"schemaVersion":1,"findings":[{"message":"\"summary\":{\"error\":99}"}],"summary":{"error":2,"warning":30,"note":4,"files":5,"projects":1,"suppressed":0}}' \
    TEXT='compose.yaml:3:5: error DT102' \
    "$@" bash -e -o pipefail -c "$step" >"$scratch/stdout" 2>"$scratch/stderr"
}

arguments() { tr '\n' ' ' <"$scratch/arguments" | sed 's/ $//'; }

step=$(sed -n "s/^ *run: '\(.*\)'$/\1/p" "$root/action.yml")
check 'action.yml runs the script' '"$GITHUB_ACTION_PATH/.github/action/lint.sh"' "$step"
check 'action.yml uses no other action' '' "$(grep 'uses:' "$root/action.yml")"
check 'every input goes through the environment, and nowhere else' \
  "$(sed -n '/^inputs:/,/^outputs:/s/^  \([a-z-]*\):$/\1/p' "$root/action.yml" | sort)" \
  "$(sed -n 's/^ *DIALTONE_[A-Z_]*: \${{ inputs\.\([a-z-]*\) }}$/\1/p' "$root/action.yml" | sort)"
check '... by names that the script knows' \
  "$(sed -n 's/^ *\(DIALTONE_[A-Z_]*\):.*/\1/p' "$root/action.yml" | sort)" \
  "$(grep -o 'DIALTONE_[A-Z_]*' "$root/.github/action/lint.sh" | sort -u)"

act STATUS=1
check 'the status is that of the linter' 1 $?
check 'the arguments' 'lint --format github --fail-on error --report json=FILE --report text=FILE -- .' "$(arguments)"
check 'the log shows the annotations' '::error file=compose.yaml,line=3::`db` listens on 5432' "$(cat "$scratch/stdout")"
check 'the outputs' 'errors=2 warnings=30 notes=4 sarif= ' "$(tr '\n' ' ' <"$scratch/output")"
check 'the summary' '### Dialtone

| errors | warnings | notes |
| ---: | ---: | ---: |
| 2 | 30 | 4 |

```text
compose.yaml:3:5: error DT102
```' "$(cat "$scratch/summary")"
check 'no report stays behind' '' "$(ls "$scratch/temp")"

act JSON='{
  "summary" : {
    "error" : 0,
    "warning" : 1,
    "note" : 0
  }
}'
check 'a clean run: status 0' 0 $?
check 'counts of indented JSON' 'errors=0 warnings=1 notes=0 sarif= ' "$(tr '\n' ' ' <"$scratch/output")"

act DIALTONE_PATHS='deploy/compose.yaml
a folder

--fix' DIALTONE_FAIL_ON=warning DIALTONE_FORMAT=text DIALTONE_SARIF_FILE='out put.sarif' DIALTONE_ARGS='--profile dev  --ignore DT2*'
check 'all inputs; paths are never options' \
  'lint --format text --fail-on warning --report json=FILE --report text=FILE --report sarif=out put.sarif --profile dev --ignore DT2* -- deploy/compose.yaml a folder --fix' \
  "$(arguments)"
check 'a path with a space is one argument' 'a folder' "$(sed -n '/^a /p' "$scratch/arguments")"
check 'the SARIF file is an output' 'sarif=out put.sarif' "$(tail -n 1 "$scratch/output")"

act DIALTONE_PATHS='$(touch pwned) `touch pwned`; touch pwned' DIALTONE_ARGS='$(touch pwned) ; touch pwned'
check 'inputs are not run' '' "$(find . "$scratch" -name pwned)"
act DIALTONE_SARIF_FILE='x
errors=0'
check 'an input cannot write outputs: status 2' '2 ' "$? $(cat "$scratch/output")"

act TEXT='```
# not a heading
````'
check 'a report with fences stays inside its block' '`````text
```
# not a heading
````
`````' "$(sed -n '/text$/,$p' "$scratch/summary")"

long=$(awk 'BEGIN { for (i = 0; i < 1500; i++) print "compose.yaml:" i ": error DT101: `localhost` is the container itself é" }')
act TEXT="$long"
check 'a long report is cut at a line' '... 642 more lines in the log of the step' "$(tail -n 2 "$scratch/summary" | head -n 1)"
check '... below the limit' yes "$([ "$(wc -c <"$scratch/summary")" -lt 61000 ] && echo yes)"

act JSON= STATUS=2
check 'no report: the status stays' 2 $?
check '... and the summary says so' 'It ended with status 2 and without a report; the log of the step says why.' "$(tail -n 1 "$scratch/summary")"
act JSON= STATUS=0
check 'no report is no success' 3 $?

printf 'action-test: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
