#!/bin/bash
# tools/install-packages, with stand-ins for dpkg-query, apt-get and sudo first in the PATH. Exit code 1 if a law fails.
set -uo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/project/tools"
cp "$root/tools/install-packages" "$work/project/tools/"
cat >"$work/project/packages.txt" <<'LIST'
# group build: one that is there, one that is not
present
absent
# group report: only where the command is missing
absent-npm unless-command npm
# group ready: nothing to do
present
LIST

stand_in() { # NAME BODY
  printf '#!/bin/bash\n%s\n' "$2" >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}
# shellcheck disable=SC2016
stand_in dpkg-query 'case "${@: -1}" in present) echo installed ;; *) exit 1 ;; esac'
# shellcheck disable=SC2016
stand_in apt-get 'echo "$@" >>"$APT_LOG"; exit "${APT_FAILS:-0}"'
# shellcheck disable=SC2016
stand_in sudo 'exec "$@"'

faults=0
law() { # SENTENCE CONDITION...
  if ! "${@:2}"; then
    echo "does not hold: $1" >&2
    faults=1
  fi
}
run() { # GROUP...: sets code and output; apt-get's calls go to $APT_LOG
  export APT_LOG=$work/apt.log
  : >"$APT_LOG"
  output=$(PATH="$work/bin:$PATH" "$work/project/tools/install-packages" "$@" 2>&1)
  code=$?
}

run ready
law "where nothing is missing, nothing is asked of the mirror" test "$code" = 0 -a ! -s "$APT_LOG" -a -z "$output"

run build
law "what is missing is installed" grep -q 'install -y --no-install-recommends absent$' "$APT_LOG"
law "the mirror's lists are fetched first" grep -q update <(head -n 1 "$APT_LOG")
law "an installation succeeds" test "$code" = 0

stand_in npm 'true'
run report
law "a package is left out where its command exists" test "$code" = 0 -a ! -s "$APT_LOG"
rm "$work/bin/npm"

APT_FAILS=1 run build
law "a mirror that does not answer ends in exit code 1" test "$code" = 1
law "the message names the packages" grep -q 'install them yourself, then start again: absent$' <<<"$output"

run no-such-group
law "an unknown group is bad usage" test "$code" = 3

exit $faults
