#!/usr/bin/env bash
# Runs the tests and ends with one line with the true sums: N passed, N failed, N skipped.
#   ./test.sh           everything, under 20 minutes on 2 cores
#   ./test.sh --quick   what every commit needs, under 90 s
set -uo pipefail
cd "$(dirname "$0")"

quick=0
case "${1:-}" in
  --quick) quick=1 ;;
  "") ;;
  *) echo "usage: ./test.sh [--quick]" >&2; exit 2 ;;
esac

results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0

# A check outside the test projects counts like a test: its name, then its command.
check() {
  local name=$1; shift
  if "$@" >"$results/check.log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
    tail -n 40 "$results/check.log"
  fi
}

# The same beside what follows; "settled" waits for all of them and tells what came of each.
aside_names=() aside_pids=()
aside() {
  aside_names+=("$1")
  shift
  "$@" >"$results/aside-${#aside_pids[@]}.log" 2>&1 &
  aside_pids+=($!)
}

settled() {
  local i
  for i in "${!aside_pids[@]}"; do
    if wait "${aside_pids[$i]}"; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      echo "FAILED: ${aside_names[$i]}"
      tail -n 40 "$results/aside-$i.log"
    fi
  done
  aside_names=() aside_pids=()
}

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
  exit
}

check "the solution builds without a warning" dotnet build Populatie.sln -c Release -v quiet --nologo
[ "$failed" = 0 ] || finish
check "the formatter's tool is there" dotnet tool restore
fuzz_seconds=60
[ $quick = 1 ] && fuzz_seconds=3
aside "every file is formatted" dotnet csharpier check .
aside "the page's own tests" npm --prefix web test --silent
aside "no parser fails on $fuzz_seconds s of inputs that nobody meant (./soak.sh fuzz tries more)" \
  artifacts/bin/Populatie.Fuzz/release/Populatie.Fuzz fuzz --seconds "$fuzz_seconds" --notes "$results/fuzz"

# The full run tests against a real browser, PostgreSQL and Slurm; the quick one only with those that are there already.
if [ $quick = 0 ]; then
  export POPULATIE_TESTS=full
  check "Chromium is there" tests/chromium.sh install
  check "GDAL is there" tests/gdal.sh install
  check "the server's oracles are there" npm ci --prefix tests/oracles --ignore-scripts --no-audit --no-fund
  check "PostgreSQL with PostGIS is there" tests/postgres.sh install
  check "Slurm is there" tests/slurm.sh install
fi

filter=()
if [ $quick = 1 ]; then
  filter=(--filter "Speed!=slow")
  # Each test runs once and is over: code that is first watched and then made anew costs more than it gives back.
  export DOTNET_TieredPGO=0
fi
dotnet test Populatie.sln -c Release --no-build --nologo -v quiet "${filter[@]}" \
  --logger trx --results-directory "$results" 2>&1 |
  grep -vE '^\s*$|^Test run for|^A total of|^Results File' || true

settled

# Each test project leaves a .trx with its own sums; a project that left none has failed as a whole.
projects=$(find tests -name '*.Tests.csproj' | wc -l)
reports=$(find "$results" -name '*.trx' | wc -l)
if [ "$reports" -lt "$projects" ]; then
  echo "FAILED: $((projects - reports)) test project(s) ended without a report"
  failed=$((failed + projects - reports))
fi
read -r p f s < <(find "$results" -name '*.trx' -exec cat {} + | tr '>' '\n' | awk '
  function number(name,  at) { return match($0, name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) + 0 : 0 }
  /<Counters / { p += number(" passed"); f += number(" failed") + number(" error") + number(" timeout") + number(" aborted"); t += number(" total") }
  END { print p + 0, f + 0, t - p - f + 0 }')
passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
finish
