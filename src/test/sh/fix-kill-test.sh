#!/usr/bin/env bash
# Kills `dialtone lint --fix` at random moments, and fills the disk under it: fix-kill-test.sh [RUNS]
# Every file must be, byte for byte, the old one or the fixed one. Wants target/dialtone.jar, or CLASSPATH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

runs=${1:-20}
files=40
export CLASSPATH=${CLASSPATH:-$PWD/target/dialtone.jar}
work=$(mktemp -d)
small=$work/small
trap 'umount "$small" 2>/dev/null || true; rm -rf "$work"' EXIT

fail() {
  echo "fix-kill-test: $1" >&2
  exit 1
}

fix() { # FOLDER
  cd "$1"
  # No file of its own in /tmp, which a limit on files would forbid.
  exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData dev.dialtone.cli.Main lint -q --fix --select DT402
}

project() { # FOLDER
  local n
  for ((n = 100; n < 100 + files; n++)); do
    mkdir -p "$1/$n"
    cp "$work/old" "$1/$n/compose.yaml"
  done
}

# Sets old and fixed to the numbers of files that are so; anything else is a failure.
count() { # FOLDER
  local sums
  sums=$(sha256sum "$1"/*/compose.yaml | cut -d ' ' -f 1)
  old=$(grep -c "$old_sum" <<<"$sums" || true)
  fixed=$(grep -c "$fixed_sum" <<<"$sums" || true)
  [ $((old + fixed)) -eq "$files" ] || fail "$1 holds $((files - old - fixed)) damaged files"
}

leftovers() { find "$1" -name '.dialtone-*' | wc -l; }

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# 100 kB a file: long enough to be caught half written.
{
  printf 'services:\n  adminer:\n    image: adminer:5\n    ports:\n      - "8081:80"\n'
  for ((n = 0; n < 1600; n++)); do printf '# a line of a long comment, %04d, that is there to be written\n' "$n"; done
} >"$work/old"
sed 's/8081:80/8081:8080/' "$work/old" >"$work/new"
old_sum=$(sha256sum "$work/old" | cut -d ' ' -f 1)
fixed_sum=$(sha256sum "$work/new" | cut -d ' ' -f 1)

project "$work/whole"
start=$(milliseconds)
(fix "$work/whole") 2>/dev/null || fail 'it does not run'
length=$(($(milliseconds) - start))
count "$work/whole"
[ "$fixed" -eq "$files" ] || fail "only $fixed of $files files are fixed"

killed=0
midst=0
halves=0
for ((run = 0; run < runs; run++)); do
  folder=$work/run
  project "$folder"
  (fix "$folder") >/dev/null 2>&1 &
  pid=$!
  if ((run % 4 == 0)); then
    delay=$((RANDOM * length / 32768))
  else
    # From the first file on: a process spends most of its life before.
    while kill -0 "$pid" 2>/dev/null && cmp -s "$folder/100/compose.yaml" "$work/old"; do :; done
    delay=$((RANDOM * 150 / 32768))
  fi
  sleep "$((delay / 1000)).$(printf '%03d' $((delay % 1000)))"
  ! kill -KILL "$pid" 2>/dev/null || killed=$((killed + 1))
  wait "$pid" 2>/dev/null || true
  count "$folder"
  [ "$old" -eq 0 ] || [ "$fixed" -eq 0 ] || midst=$((midst + 1))
  [ "$(leftovers "$folder")" -eq 0 ] || halves=$((halves + 1))
  # The next run finishes the work, and clears up.
  (fix "$folder") 2>/dev/null || fail 'the run after a killed one fails'
  count "$folder"
  [ "$old" -eq 0 ] || fail "the run after a killed one leaves $old files as they were"
  [ "$(leftovers "$folder")" -eq 0 ] || fail 'the run after a killed one leaves what that one left'
  rm -rf "$folder"
done
[ "$midst" -gt 0 ] || fail "none of $runs runs was stopped in the midst of its files"
echo "$runs runs of $files files: $killed killed, $midst in the midst of the files, $halves with a file half written beside; none damaged"

# A limit on the size of files is the full disk of those who are not root.
project "$work/limit"
status=0
output=$( (ulimit -f 50 && fix "$work/limit") 2>&1) || status=$?
count "$work/limit"
[ "$status" -eq 2 ] && [ "$old" -eq "$files" ] && [ "$(leftovers "$work/limit")" -eq 0 ] || fail "with files limited to 50 KiB: status $status, $old files as before
$output"
echo 'files limited to 50 KiB: all as before, and told'

mkdir "$small"
if mount -t tmpfs -o size=4500k tmpfs "$small" 2>/dev/null; then
  # What is left of it holds no second copy.
  project "$small"
  head -c 10M /dev/zero >"$small/filler" 2>/dev/null || true
  status=0
  output=$( (fix "$small") 2>&1) || status=$?
  count "$small"
  [ "$status" -eq 2 ] && [ "$old" -eq "$files" ] && [ "$(leftovers "$small")" -eq 0 ] || fail "on a full disk: status $status, $old files as before
$output"
  rm "$small/filler"
  (fix "$small") 2>/dev/null || fail 'it does not go on when there is space again'
  count "$small"
  [ "$fixed" -eq "$files" ] || fail "$old files are not fixed when there is space again"
  echo 'a full disk: all as before, and told; with space again: all fixed'
else
  echo 'skipped: no file system can be mounted here'
fi
