#!/usr/bin/env bash
# What bash, zsh and fish really complete with the scripts of `dialtone completion`; a shell that is missing is skipped, and said.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.." || exit 1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

expect() { # WHAT WANTED COMPLETIONS
  if grep -qxF -- "$2" <<<"$3"; then
    echo "ok: $1"
  else
    printf 'FAILED: %s: no %s among\n%s\n' "$1" "$2" "$3"
    failed=1
  fi
}

for shell in bash zsh fish; do
  ./dialtone completion "$shell" >"$work/$shell" || exit 1
done

in_bash() { # WORD...
  bash --norc -c '
    . "$1"
    shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
    _complete_dialtone 2>/dev/null
    printf "%s\n" "${COMPREPLY[@]% }"' bash "$work/bash" "$@"
}
expect 'bash: commands' explain "$(in_bash dialtone ex)"
expect 'bash: options' --format "$(in_bash dialtone lint --for)"
expect 'bash: values' junit "$(in_bash dialtone lint --format ju)"

if command -v fish >/dev/null; then
  in_fish() { fish --no-config -c "source $work/fish; complete -C '$1'" | cut -f 1; }
  expect 'fish: commands' explain "$(in_fish 'dialtone ex')"
  expect 'fish: options' --format "$(in_fish 'dialtone lint --for')"
  expect 'fish: values' junit "$(in_fish 'dialtone lint --format ju')"
  expect 'fish: paths' README.md "$(in_fish 'dialtone lint READM')"
else
  echo 'SKIPPED: no fish here'
fi

if command -v zsh >/dev/null; then
  # Without a terminal zsh completes nothing; that the functions are there and registered is what can be asked.
  registered=$(zsh -f -c ". $work/zsh; printf '%s\n' \"\${_comps[dialtone]}\"" 2>&1)
  expect 'zsh: registered' yes "$(grep -q -- '-F _complete_dialtone' <<<"$registered" && echo yes)"
else
  echo 'SKIPPED: no zsh here'
fi

exit "$failed"
