#!/usr/bin/env bash
# Tests ./dialtone on small projects of its own, with a stand-in for Maven that counts its calls and takes its time.
set -u

launcher=$(cd "$(dirname "$0")/../../.." && pwd)/dialtone
scratch=$(mktemp -d)
scratch=$(cd "$scratch" && pwd -P)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT

passed=0
failed=0
skipped=0

check() { # NAME EXPECTED ACTUAL
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$1"
  else
    failed=$((failed + 1))
    printf 'NOT OK  %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
  fi
}

skip() { # NAME REASON
  skipped=$((skipped + 1))
  printf 'skipped %s: %s\n' "$1" "$2"
}

mkdir "$scratch/bin" "$scratch/elsewhere"
cat >"$scratch/bin/mvn" <<'MVN'
#!/usr/bin/env bash
set -e
echo "$*" >>mvn-calls
sleep 0.5
[ ! -e broken ] || { echo 'Compilation failure'; exit 1; }
rm -rf target/launcher/classes
mkdir -p target/launcher/classes
"$JAVA_HOME/bin/javac" --release 17 -d target/launcher/classes src/main/java/*.java
# As old as the classes of some libraries: Java 5.
printf '\0\61' | dd of=target/launcher/classes/Old.class bs=1 seek=6 conv=notrunc 2>/dev/null
"$JAVA_HOME/bin/jar" --create --file target/launcher/dialtone.jar --main-class Main -C target/launcher/classes .
MVN
chmod +x "$scratch/bin/mvn"
PATH=$scratch/bin:$PATH

new_project() { # sets project
  project="$scratch/a project $1"
  mkdir -p "$project/src/main/java" "$project/rules/DT101/bad"
  cp "$launcher" "$project/dialtone"
  echo '<project/>' >"$project/pom.xml"
  echo '# DT101' >"$project/rules/DT101/README.md"
  echo 'class Old { static String bar() { return "|"; } }' >"$project/src/main/java/Old.java"
  cat >"$project/src/main/java/Main.java" <<'JAVA'
public class Main {
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("exit")) System.exit(Integer.parseInt(args[1]));
    if (args.length > 0 && args[0].equals("folder")) System.out.println(System.getProperty("user.dir"));
    else if (args.length > 0 && args[0].equals("property")) System.out.println(System.getProperty(args[1]));
    else if (args.length > 0 && args[0].equals("stdin")) System.out.write(System.in.readAllBytes());
    else System.out.println(args.length + ":" + String.join(Old.bar(), args));
    System.out.flush();
  }
}
JAVA
}

builds() {
  if [ -f "$project/mvn-calls" ]; then wc -l <"$project/mvn-calls" | tr -d ' '; else echo 0; fi
}

# What is newer than the jar by less than the clock's tick is not seen.
tick() { sleep 1; }

new_project first
check 'the first run builds and hands over the arguments' '3:a b||*' "$("$project/dialtone" 'a b' '' '*' 2>"$scratch/stderr")"
check '... and says so in one line' 'dialtone: building (first run)...' "$(cat "$scratch/stderr")"
check 'the second run is silent' '0:' "$("$project/dialtone" 2>&1)"
check '... and does not build' 1 "$(builds)"
check 'no lock stays behind' '' "$(find "$project/target" -name '*lock*')"

check 'the working folder stays' "$scratch/elsewhere" "$(cd "$scratch/elsewhere" && "$project/dialtone" folder)"
check '... when called by a relative path' "$scratch/elsewhere" "$(cd "$scratch/elsewhere" && "../a project first/dialtone" folder)"
check '... when called by bash in its folder' "$project" "$(cd "$project" && bash dialtone folder)"
"$project/dialtone" exit 7
check 'the exit status is handed over' 7 $?
check 'standard input is handed over' 'a log' "$(echo 'a log' | "$project/dialtone" stdin)"
check 'a pipe is no terminal' 'false' "$("$project/dialtone" property dialtone.terminal)"
check 'file names are UTF-8 in every locale' 'UTF-8' "$(LC_ALL=C "$project/dialtone" property sun.jnu.encoding)"
check 'DIALTONE_JAVA_OPTS holds several options' 'two' "$(DIALTONE_JAVA_OPTS='-Done=one -Dtwo=two' "$project/dialtone" property two)"

mkdir -p "$scratch/links/deep er"
ln -s "$project/dialtone" "$scratch/links/absolute"
ln -s '../../a project first/dialtone' "$scratch/links/deep er/relative"
ln -s 'deep er/relative' "$scratch/links/chain"
ln -s "$project" "$scratch/links/folder"
check 'an absolute link' '1:x' "$("$scratch/links/absolute" x)"
check 'a relative link' '1:x' "$("$scratch/links/deep er/relative" x)"
check 'a chain of relative links, from elsewhere' '1:x' "$(cd "$scratch/elsewhere" && ../links/chain x)"
check 'a link to the folder' '1:x' "$("$scratch/links/folder/dialtone" x)"
check 'a link on the PATH' '1:x' "$(cd "$scratch/elsewhere" && PATH=$scratch/links:$PATH && chain x)"
check 'CDPATH does not lead astray' '1:x' "$(cd "$project" && CDPATH=$scratch/links ./dialtone x)"
check 'all of that with one build' 1 "$(builds)"

archives() { # FOLDER
  find "$1" -maxdepth 1 -name 'dialtone-[0-9]*.jsa' -size +0
}
archive=$(archives "$project/target")
check 'a class archive for this Java' 1 "$(printf '%s\n' "$archive" | grep -c .)"
rm -f "$archive"
echo 'no archive' >"$archive"
check 'a damaged class archive does no harm' '1:x' "$("$project/dialtone" x 2>&1)"
# Java 17 archives nothing from a jar whose path has a space.
cp -Rp "$project" "$scratch/spaceless"
rm -f "$scratch/spaceless/target/"*.jsa
"$scratch/spaceless/dialtone" >/dev/null
DIALTONE_JAVA_OPTS="-Xlog:class+load:file=$scratch/loaded.log" "$scratch/spaceless/dialtone" >/dev/null
check 'a class archive holds classes of every age' 'Main Old ' \
  "$(sed -nE 's/.* (Main|Old) source: shared objects file.*/\1/p' "$scratch/loaded.log" | sort | tr '\n' ' ')"

tick
touch "$project/rules/DT101/bad/compose.yaml"
"$project/dialtone" 2>/dev/null >&2
check 'an example of a rule is not packaged: no build' 1 "$(builds)"
touch "$project/src/main/java/Main.java"
check 'a touched source: builds' 'dialtone: sources changed, building...' "$("$project/dialtone" 2>&1 >/dev/null)"
check '... once' '2 0:' "$(builds) $("$project/dialtone" 2>&1)"
tick
touch "$project/rules/DT101/README.md"
"$project/dialtone" 2>/dev/null >&2
check "a rule's page: builds" 3 "$(builds)"
tick
touch "$project/pom.xml"
"$project/dialtone" 2>/dev/null >&2
check 'pom.xml: builds' 4 "$(builds)"
echo 'class Other {}' >"$project/src/main/java/Other.java"
"$project/dialtone" 2>/dev/null >&2
tick
rm "$project/src/main/java/Other.java"
"$project/dialtone" 2>/dev/null >&2
check 'a deleted source: builds' 6 "$(builds)"

tick
touch "$project/broken" "$project/pom.xml"
output=$("$project/dialtone" 2>&1)
check 'a failing build: status 3' 3 $?
check '... the log, and where it lies' "dialtone: sources changed, building...
Compilation failure
dialtone: the build failed, the whole log is $project/target/launcher/build.log" "$output"
rm "$project/broken"
check '... and the next run builds again' '0:' "$("$project/dialtone" 2>/dev/null)"

new_project together
for n in 1 2 3 4 5 6; do
  "$project/dialtone" "$n" >"$scratch/out.$n" 2>"$scratch/err.$n" &
done
wait
check 'six first runs at once: one build' 1 "$(builds)"
check '... six answers' '1:1 1:2 1:3 1:4 1:5 1:6' "$(cat "$scratch"/out.? | tr '\n' ' ' | sed 's/ $//')"
check '... no other words' '' "$(cat "$scratch"/err.? | grep -v -e '^dialtone: building (first run)\.\.\.$' -e '^dialtone: waiting for the build of another run\.\.\.$')"

new_project abandoned
mkdir -p "$project/target/launcher.lock"
bash -c 'echo "$$ ${HOSTNAME-}"' >"$project/target/launcher.lock/owner"
for n in 1 2 3; do
  "$project/dialtone" "$n" >"$scratch/out.$n" 2>/dev/null &
done
wait
check 'the lock of a dead run is broken, by one' '1:1 1:2 1:3 1' "$(cat "$scratch"/out.[123] | tr '\n' ' ')$(builds)"

new_project java
mkdir -p "$scratch/java 11/bin" "$scratch/tools"
printf '#!/bin/sh\necho old >&2\nexit 1\n' >"$scratch/java 11/bin/java"
cp "$scratch/java 11/bin/java" "$scratch/java 11/bin/javac"
chmod +x "$scratch/java 11/bin/java" "$scratch/java 11/bin/javac"
echo 'JAVA_VERSION="11.0.2"' >"$scratch/java 11/release"
check 'an old JAVA_HOME is passed over' '0:' "$(JAVA_HOME="$scratch/java 11" "$project/dialtone" 2>/dev/null)"
check '... by the next run too' '0:' "$(JAVA_HOME="$scratch/java 11" "$project/dialtone" 2>&1)"
for tool in bash env cat find mkdir readlink rm rmdir sed sleep tail touch mv; do
  ln -s "$(command -v "$tool")" "$scratch/tools/$tool"
done
# On a copy without the common folders, as this machine may have Java there.
sed -e 's|/usr/lib/jvm/|/nowhere/|; s|/usr/java/|/nowhere/|; s|/opt/j|/nowhere/j|g; s|/Library/Java|/nowhere|g; s|/usr/local/opt|/nowhere|; s|/opt/homebrew|/nowhere|' \
  "$launcher" >"$project/dialtone"
output=$(env -i HOME=/nowhere PATH="$scratch/tools" "$project/dialtone" 2>&1)
check 'no Java: status 3' 3 $?
check '... and what to do' 'dialtone: needs Java 17 or newer: install one, or set JAVA_HOME' "$output"
check 'only an old one: the same' "$output" "$(env -i HOME=/nowhere PATH="$scratch/tools" JAVA_HOME="$scratch/java 11" "$project/dialtone" 2>&1)"
rm -rf "$project/target"
check 'no Java to build with' 'dialtone: building needs a JDK 17 or newer: install one, or set JAVA_HOME' \
  "$(env -i HOME=/nowhere PATH="$scratch/tools" "$project/dialtone" 2>&1)"
java_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
check 'no Maven to build with' 'dialtone: building needs Maven 3.8 or newer: install it, or use a release' \
  "$(env -i HOME=/nowhere PATH="$scratch/tools" JAVA_HOME="$java_home" "$project/dialtone" 2>&1)"
ln -s "$java_home" "$scratch/jdk"
cp "$launcher" "$project/dialtone"
printf '#!/bin/sh\nexec "%s/bin/java" "$@"\n' "$java_home" >"$scratch/tools/java"
chmod +x "$scratch/tools/java"
"$project/dialtone" 2>/dev/null >&2
check 'a shim for java on the PATH' '0:' "$(env -i HOME=/nowhere PATH="$scratch/tools" "$project/dialtone" 2>&1)"

new_project readonly
unprivileged=
if [ "$(id -u)" != 0 ]; then
  unprivileged='env'
elif command -v setpriv >/dev/null; then
  unprivileged='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
if [ -z "$unprivileged" ]; then
  skip 'a read-only folder' 'root may write anywhere, and there is no setpriv'
else
  chmod 755 "$scratch"
  chmod -R a-w "$project"
  output=$($unprivileged "$project/dialtone" 2>&1)
  check 'a read-only folder that was never built: status 3' "3 dialtone: cannot build: $project is read-only" "$? $output"
  chmod -R u+w "$project"
  "$project/dialtone" 2>/dev/null >&2
  tick
  touch "$project/pom.xml"
  chmod -R a-w "$project"
  check 'a read-only folder that was built: runs' '1:x' "$($unprivileged "$project/dialtone" x 2>&1)"
  check '... without a build' 1 "$(builds)"
  chmod -R u+w "$project"
fi

mkdir "$scratch/release"
cp "$launcher" "$scratch/release/dialtone"
output=$("$scratch/release/dialtone" 2>&1)
check 'a release without its jar: status 3' "3 dialtone: $scratch/release/dialtone.jar is missing" "$? $output"
cp "$scratch/a project first/target/dialtone.jar" "$scratch/release/dialtone.jar"
check 'a release runs the jar beside the script' '1:x' "$("$scratch/release/dialtone" x 2>&1)"
check '... and keeps a class archive beside it' "dialtone $(cd "$scratch/release" && archives . | sed 's,^\./,,') dialtone.jar" \
  "$(cd "$scratch/release" && echo *)"
check '... which is used' '1:x' "$("$scratch/release/dialtone" x 2>&1)"
if [ -n "$unprivileged" ]; then
  rm "$scratch/release/"dialtone-*
  chmod a-w "$scratch/release"
  check 'a release in a read-only folder runs' '1:x' "$($unprivileged "$scratch/release/dialtone" x 2>&1)"
  check '... and writes nothing' 'dialtone dialtone.jar' "$(cd "$scratch/release" && echo *)"
  chmod u+w "$scratch/release"
  for n in 1 2 3 4 5 6; do
    "$scratch/release/dialtone" "$n" >"$scratch/out.$n" 2>&1 &
  done
  wait
  check 'six first runs of a release at once: six answers' '1:1 1:2 1:3 1:4 1:5 1:6' "$(cat "$scratch"/out.? | tr '\n' ' ' | sed 's/ $//')"
  check '... and one class archive' 1 "$(archives "$scratch/release" | grep -c .)"
fi

printf 'launcher-test: %s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
