#!/usr/bin/env bash
# The files of a release: complete, the same from two builds, and they run. Wants target/ as `mvn verify` left it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "release-test: $1" >&2
  exit 1
}

repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
sums=$PWD/.mvn/checksums/checksums.sha256
(cd "$repository" && sha256sum --check --quiet --ignore-missing "$sums") || fail 'a downloaded file is not the one that was reviewed'

# Into a folder of its own, without the checks of the compiler: nothing but the sources may show in the jar.
mvn -B -q -ntp -Dfast -Dmaven.test.skip=true -Ddialtone.target=target/again package
cmp target/dialtone.jar target/again/dialtone.jar || fail 'two builds give two jars'

.github/release/assemble.sh "$work/one"
.github/release/assemble.sh "$work/two"
diff -r "$work/one" "$work/two" || fail 'two releases from one build differ'
(cd "$work/one" && sha256sum --check --quiet SHA256SUMS)
[ "$(find "$work/one" -type f | wc -l)" -eq 4 ] || fail 'a release has four files'

# Every dependency that is in the jar stands in the SBOM, and nothing else does.
python3 - "$work"/one/dialtone-*.cdx.json <<'PYTHON' || fail 'the SBOM does not tell what is in the jar'
import json, sys
names = sorted(component["name"] for component in json.load(open(sys.argv[1]))["components"])
expected = ["jackson-annotations", "jackson-core", "jackson-databind", "jackson-dataformat-yaml", "java-sarif", "jspecify",
            "picocli", "snakeyaml-engine"]
if names != expected:
    sys.exit(f"{names}\n{expected}")
PYTHON

status=0
tar -xzf "$work"/one/dialtone-*.tar.gz -C "$work"
"$work"/dialtone-*/dialtone lint testdata/projects/econnrefused >"$work/launched" || status=$?
[ "$status" -eq 1 ] && grep -q DT101 "$work/launched" || fail 'the unpacked release does not lint'
status=0
java -jar "$work"/one/dialtone-*.jar lint testdata/projects/econnrefused >"$work/jar" || status=$?
[ "$status" -eq 1 ] || fail 'the jar alone does not lint'
cmp "$work/launched" "$work/jar" || fail 'the jar alone answers otherwise than its launcher'
echo 'release-test: the checksums, two builds, the SBOM and both ways to run it are as promised'
