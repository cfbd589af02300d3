#!/usr/bin/env bash
# Fuzzes every reader, and the whole program, with Jazzer: fuzz.sh SECONDS [READER...]
# Prints one line for each, and ends with 1 if anything threw, hung or ran out of memory. What did it is kept below target/fuzz.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

jazzer=com.code-intelligence:jazzer:0.30.0
seconds=${1:?usage: fuzz.sh SECONDS [READER...]}
shift

folder=$PWD/target/fuzz
mkdir -p "$folder"
mvn -B -q -ntp -Dfast -DskipTests test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$folder/classpath"
mvn -B -q -ntp dependency:get -Dartifact="$jazzer" -Dtransitive=true
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
tool=$(find "$repository/com/code-intelligence" -name "jazzer*-${jazzer##*:}.jar" | tr '\n' ':')
ours=target/fast/test-classes:target/fast/classes:$(cat "$folder/classpath")

if [ "$#" -eq 0 ]; then
  # shellcheck disable=SC2046  # one name a line
  set -- project $(java -cp "$ours" dev.dialtone.fuzz.Seeds "$folder/seeds")
else
  java -cp "$ours" dev.dialtone.fuzz.Seeds "$folder/seeds" >/dev/null
fi

failed=0
for reader in "$@"; do
  if [ "$reader" = project ]; then target=dev.dialtone.fuzz.ProjectFuzzer; else target=dev.dialtone.engine.ReaderFuzzer; fi
  mkdir -p "$folder/corpus/$reader" "$folder/crashes/$reader"
  log=$folder/$reader.log
  status=0
  # An input that takes ten seconds hangs. 200 kB: no configuration of a person is longer.
  java -Xmx512m -cp "$tool:$ours" com.code_intelligence.jazzer.Jazzer --target_class="$target" --target_args="$reader" \
    --instrumentation_includes='dev.dialtone.**' --reproducer_path="$folder/crashes/$reader" --disabled_hooks='com.code_intelligence.jazzer.sanitizers.*' \
    -artifact_prefix="$folder/crashes/$reader/" -max_total_time="$seconds" -timeout=10 -max_len=200000 -rss_limit_mb=3000 -print_final_stats=1 \
    "$folder/corpus/$reader" "$folder/seeds/$reader" >"$log" 2>&1 || status=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  printf '%-22s %9s runs in %s s, status %s\n' "$reader" "${runs:-?}" "$seconds" "$status"
  if [ "$status" -ne 0 ]; then
    grep -m 3 -E '== Java Exception|ERROR: libFuzzer|^[[:space:]]+at dev\.dialtone' "$log" || tail -n 3 "$log"
    failed=1
  fi
done
exit "$failed"
