#!/usr/bin/env bash
# Runs the tests. --quick: those for every commit (≤ 90 s). Ends with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")"
quick=0; [ "${1:-}" = "--quick" ] && quick=1
filter=(); [ $quick = 1 ] && filter=(--filter "Speed!=slow")
results=artifacts/test-results; rm -rf "$results"; mkdir -p "$results"
dotnet build Populatie.sln -c Release -v quiet >"$results/build.log" 2>&1 || { cat "$results/build.log"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
grep -q "warning" "$results/build.log" && cat "$results/build.log"
status=0
dotnet test Populatie.sln -c Release --no-build --nologo -v quiet "${filter[@]}" --logger "trx" --results-directory "$results" 2>&1 | grep -vE "^\s*$" || status=1
read -r passed failed skipped < <(cat "$results"/*.trx 2>/dev/null | awk '
  /<Counters / { match($0,/passed="[0-9]+"/); p+=substr($0,RSTART+8,RLENGTH-9); match($0,/failed="[0-9]+"/); f+=substr($0,RSTART+8,RLENGTH-9); match($0,/total="[0-9]+"/); t+=substr($0,RSTART+7,RLENGTH-8) }
  END { print p+0, f+0, t-p-f+0 }')
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
