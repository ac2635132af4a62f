#!/usr/bin/env bash
# Puts each deliberate fault of tests/faults into a copy of the tree and demands that the tests it names fail.
#   tests/faults.sh            all of them
#   tests/faults.sh NAME...    these
#   tests/faults.sh --apply    none: only says which patches no longer apply
# A patch that no longer applies, does not build, or is not caught is a failure. Each is one small change, so that it
# is easy to make anew where the code has moved on.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en AGENTMONITOR_SCHEDULES="${AGENTMONITOR_SCHEDULES:-800}"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy" || exit 2
git -C "$copy" init -q

# run PROJECT FILTER: 0 passed, 1 failed, 2 did not build, 3 there was nothing to run, 4 it hung.
run() {
  dotnet build "$copy/tests/$1" -v quiet --nologo >"$copy/build.log" 2>&1 || return 2
  timeout 300 dotnet test "$copy/tests/$1" --no-build --filter "$2" >"$copy/test.log" 2>&1
  [ $? != 124 ] || return 4
  grep -qE '^(Passed|Failed)! ' "$copy/test.log" || return 3
  ! grep -qE '^Failed! ' "$copy/test.log"
}

# The tests that failed, and what the first of them said.
said() {
  grep -E '^  Failed ' "$copy/test.log" | sed -E 's/^  Failed ([A-Za-z]+\.)*//; s/ \[.*//' | sort -u | sed 's/^/    /' | head -5
  awk '/Error Message:/ {getline; print "    " $0; exit}' "$copy/test.log" | cut -c1-200
}

applies() {
  git -C "$copy" apply --recount "$@" 2>"$copy/apply.log" && return 0
  echo "FAILED  $(basename "$patch" .patch): the patch no longer applies; make it anew ($(head -1 "$copy/apply.log"))"
  return 1
}

check() {
  local patch=$1 name fault project filter status
  name=$(basename "$patch" .patch)
  fault=$(sed -n 's/^Fault: //p' "$patch")
  read -r project filter <<<"$(sed -n 's/^Tests: //p' "$patch")"
  filter="FullyQualifiedName~${filter//|/|FullyQualifiedName~}"
  applies "$copy/$patch" || return 1
  run "$project" "$filter"
  status=$?
  git -C "$copy" apply --recount --reverse "$copy/$patch"
  case $status in
    1) echo "caught  $name: $fault"; said; return 0 ;;
    0) echo "FAILED  $name: $fault, and no test noticed" ;;
    2) echo "FAILED  $name: does not build with the fault in it"; grep -m3 'error' "$copy/build.log" ;;
    4) echo "FAILED  $name: $fault, and the test waits for ever instead of failing" ;;
    *) echo "FAILED  $name: no test of that name in $project ($filter)" ;;
  esac
  return 1
}

if [ "${1:-}" = --apply ]; then
  failed=0
  for patch in tests/faults/*.patch; do
    applies --check "$copy/$patch" || failed=$((failed + 1))
  done
  echo "$(ls tests/faults/*.patch | wc -l) patches, $failed no longer apply"
  exit $((failed > 0))
fi

caught=0 failed=0
for patch in tests/faults/*.patch; do
  [ $# = 0 ] || [[ " $* " == *" $(basename "$patch" .patch) "* ]] || continue
  if check "$patch"; then caught=$((caught + 1)); else failed=$((failed + 1)); fi
done
echo "$caught caught, $failed failed"
[ "$failed" = 0 ] && [ "$caught" -ge $(($# > 0 ? $# : 1)) ]
