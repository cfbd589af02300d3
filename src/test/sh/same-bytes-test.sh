#!/usr/bin/env bash
# The same files give the same bytes: on every Java, in every language, time zone, character set and folder, with any number of threads, and
# in whatever order a file system lists them. Wants target/dialtone.jar, or CLASSPATH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

export CLASSPATH=${CLASSPATH:-$PWD/target/dialtone.jar}
work=$(mktemp -d)
trap 'rm -rf "$work" "${memory:-$work}"' EXIT
formats=(text github gitlab json junit markdown sarif)
compared=0

# Every output of every command, into a folder.
outputs() { # JAVA FOLDER OUTPUT OPTION...
  local java=$1 folder=$2 to=$3 format reports=()
  shift 3
  mkdir -p "$to"
  for format in "${formats[@]:1}"; do reports+=(--report "$format=$to/lint.$format"); done
  (
    cd "$folder"
    dialtone() { # NAME ARGUMENT...
      local name=$1 status=0
      shift
      "$java" -XX:+UseSerialGC "${options[@]}" dev.dialtone.cli.Main "$@" >"$to/$name" 2>"$to/$name.err" || status=$?
      echo "$status" >"$to/$name.status"
    }
    options=("$@")
    dialtone lint.text lint --show note --color always --statistics "${reports[@]}" testdata/projects rules/*/bad
    dialtone lint.diff lint --diff --unsafe-fixes testdata/projects
    dialtone model model testdata/projects/econnrefused
    dialtone model.json model --format compose-json testdata/projects/econnrefused
    dialtone trace trace api testdata/projects/econnrefused/
    dialtone trace.json trace api --format json testdata/projects/econnrefused/
    dialtone explain explain DT101
    dialtone rules rules
    dialtone help lint --help
  )
}

same() { # NAME JAVA FOLDER OPTION...
  local name=$1
  shift
  rm -rf "$work/now"
  outputs "$1" "$2" "$work/now" "${@:3}"
  diff -r "$work/first" "$work/now" >"$work/differences" || {
    echo "same-bytes-test: $name: other bytes"
    head -c 3000 "$work/differences"
    exit 1
  }
  compared=$((compared + 1))
  echo "same bytes: $name"
}

java=$(command -v java)
outputs "$java" "$PWD" "$work/first"
[ "$(cat "$work/first/lint.text.status")" = 1 ] && [ "$(wc -c <"$work/first/lint.text")" -gt 50000 ] || {
  echo 'same-bytes-test: there is little to compare'
  exit 1
}
same 'again' "$java" "$PWD"
same 'Turkish, Kathmandu' "$java" "$PWD" -Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu
same 'Egyptian Arabic with its own digits, Kiritimati' "$java" "$PWD" -Duser.language=ar -Duser.country=EG -Duser.timezone=Pacific/Kiritimati
same 'Thai with its own digits and calendar' "$java" "$PWD" -Duser.language=th -Duser.country=TH -Duser.variant=TH
same 'ISO-8859-1' "$java" "$PWD" -Dfile.encoding=ISO-8859-1
same 'UTF-16' "$java" "$PWD" -Dfile.encoding=UTF-16
same 'one thread' "$java" "$PWD" -XX:ActiveProcessorCount=1 -Djava.util.concurrent.ForkJoinPool.common.parallelism=1
same 'eight threads' "$java" "$PWD" -XX:ActiveProcessorCount=8 -Djava.util.concurrent.ForkJoinPool.common.parallelism=8

# In memory a folder lists what came last first: the copy lists the other way round than a copy in order would.
memory=$work/copies
[ ! -w /dev/shm ] || memory=$(mktemp -d -p /dev/shm)
for order in forwards backwards; do
  mkdir -p "$memory/$order/at another place"
  find testdata/projects rules -print0 | sort -z $([ "$order" = forwards ] || echo -r) |
    tar -c --null --no-recursion -T - | tar -x -C "$memory/$order/at another place"
  # What a repository leaves out is judged otherwise: the copy is to be one as well.
  mkdir "$memory/$order/at another place/.git"
  cp .gitignore "$memory/$order/at another place"
  same "a copy elsewhere, its files written $order" "$java" "$memory/$order/at another place"
done

version() { "$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p'; }

own=$(version "$java")
others=0
seen=" $own "
for other in /usr/lib/jvm/*/bin/java; do
  number=$(version "$other")
  if [ "${number%%.*}" -ge 17 ] && [[ $seen != *" $number "* ]]; then
    seen+="$number "
    others=$((others + 1))
    same "Java $number" "$other" "$PWD"
  fi
done 2>/dev/null
[ "$others" -gt 0 ] || echo "skipped: no other Java than $own here"
echo "same-bytes-test: $compared runs of all commands and ${#formats[@]} formats, all the same"
