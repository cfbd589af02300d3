#!/usr/bin/env bash
# Puts the files of a release into FOLDER, out of target/ as `mvn verify` left it. The same sources give the same bytes.
set -euo pipefail

[ "$#" -eq 1 ] || {
  echo 'usage: assemble.sh FOLDER' >&2
  exit 2
}
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

jar=target/dialtone.jar
bom=target/dialtone.cdx.json
for file in "$jar" "$bom"; do
  [ -s "$file" ] || {
    echo "$file is missing: run 'mvn verify' first" >&2
    exit 1
  }
done
version=$(unzip -p "$jar" META-INF/MANIFEST.MF | sed -n 's/^Implementation-Version: \([^[:space:]]*\).*/\1/p')
name=dialtone-$version

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
cp dialtone "$jar" LICENSE NOTICE "$work/$name/"
# The launcher's first run lints them to learn which classes to keep.
cp -R testdata/projects "$work/$name/sample"
chmod -R u=rwX,go=rX "$work/$name"
# As old as the entries of the jar, without the builder's user and clock.
tar --create --sort=name --format=ustar --mtime='2026-01-01 00:00:00Z' --owner=0 --group=0 --numeric-owner \
  --directory "$work" "$name" | gzip --no-name --best >"$folder/$name.tar.gz"
cp "$jar" "$folder/$name.jar"
cp "$bom" "$folder/$name.cdx.json"
(cd "$folder" && sha256sum "$name.cdx.json" "$name.jar" "$name.tar.gz" >SHA256SUMS)
