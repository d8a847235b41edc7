#!/usr/bin/env bash
# Long trials that no commit waits for. Each leaves a table in docs/soak, to be committed when it is worth keeping.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)

help() {
  cat <<'TEXT'
Long trials of Populatie. Each writes a Markdown table to docs/soak/CASE.md and ends with 0 when all went well.

Usage:
  ./soak.sh kill     [--kills N] [--seed S]         end records import, aggregate, fit and project by
                                                    SIGKILL at N random moments each (default 16): the
                                                    workspace must be as before or as after, and the same
                                                    command, given again, must make the same artefact
  ./soak.sh national [--rows N] [--replicates R]    the main job on all of the Netherlands (default
                                                    5,000,000 rows, 8 replicates), with time and peak
                                                    memory of each command, at most 4 GB; needs GNU time,
                                                    and the shared reference folder at ../shared or in
                                                    POPULATIE_SHARED

Options:
  --out DIR    where to put the table (default docs/soak)
  --work DIR   where to work (default: a new folder below TMPDIR, removed afterwards)
  --help       show this help
TEXT
}

fail() { echo "soak: $1" >&2; exit "${2:-1}"; }

case "${1:-}" in
  kill | national) case=$1; shift ;;
  -h | --help) help; exit 0 ;;
  "") help >&2; exit 2 ;;
  *) fail "there is no case '$1'; see ./soak.sh --help" 2 ;;
esac
kills=16 seed=1 rows=5000000 replicates=8 out="$root/docs/soak" work="" called="./soak.sh $case${*:+ $*}"
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || { [ "$1" = --help ] && { help; exit 0; }; fail "$1 needs a value, or is not known" 2; }
  case "$1" in
    --kills) kills=$2 ;;
    --seed) seed=$2 ;;
    --rows) rows=$2 ;;
    --replicates) replicates=$2 ;;
    --out) out=$(realpath -m "$2") ;;
    --work) work=$(realpath -m "$2") ;;
    *) fail "$1 is not known; see ./soak.sh --help" 2 ;;
  esac
  shift 2
done

"$root/populatie" --version >/dev/null # Builds when needed.
scenario="$root/scenarios/basis-2040.yaml"
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work" "$out"
# A copy, so that a build in the meantime changes nothing.
cp -a "$root/artifacts/bin/Populatie.Cli/release" "$work/bin"
binary="$work/bin/populatie"
table="$work/table.md"

heading() {
  local cpu
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  printf '# %s\n\n' "$1"
  printf '`%s`, %s, %s (%s threads), commit %s.\n\n' \
    "$called" "$(date -u +%F)" "${cpu:-unknown processor}" "$(nproc)" "$(git -C "$root" rev-parse --short HEAD)"
}

publish() { mv "$table" "$out/$case.md" && cat "$out/$case.md"; }

# ---- kill -------------------------------------------------------------------------------------------------------

# Everything of a workspace that a user can see: one artefact a line, and files that lie about at the top.
entries() {
  (cd "$1" && find areas records population cubes fits runs -mindepth 1 -maxdepth 1 2>/dev/null
    find . -maxdepth 1 -type f ! -name catalogue.db ! -name person.key) | LC_ALL=C sort
}

staged() { find "$1/.staging" -mindepth 1 -maxdepth 1 2>/dev/null | wc -l; }

sound() { "$binary" verify --all --workspace "$1" >"$work/verify.log" 2>&1; }

now() { date +%s%N; }

kill_one() {
  local name=$1; shift
  local before="$work/before" ws="$work/ws" expected begun span after
  rm -rf "$before"; cp -a "$ws" "$before"
  local had; had=$(entries "$before")
  begun=$(now)
  expected=$("$binary" "$@" --workspace "$ws" 2>"$work/run.log" | tail -n 1) || fail "$name fails unharmed: $(cat "$work/run.log")"
  span=$((($(now) - begun) / 1000000))
  after=$(entries "$ws")
  rm -rf "$work/after"; cp -a "$ws" "$work/after"

  local hit=0 missed=0 none=0 whole=0 left=0 bad=0 moment status
  while [ "$hit" -lt "$kills" ] && [ "$missed" -lt $((3 * kills + 10)) ]; do
    rm -rf "$ws"; cp -a "$before" "$ws"
    "$binary" "$@" --workspace "$ws" >/dev/null 2>&1 &
    local process=$!
    # Every other moment falls anywhere; the rest within 20 ms of something being half-made, which is soon over.
    if [ $(((hit + missed) % 2)) = 0 ]; then
      moment=$((RANDOM * span / 32768))
    else
      until compgen -G "$ws/.staging/*" >/dev/null || ! kill -0 "$process" 2>/dev/null; do sleep 0.001; done
      moment=$((RANDOM * 20 / 32768))
    fi
    sleep "$((moment / 1000)).$(printf %03d $((moment % 1000)))"
    kill -KILL "$process" 2>/dev/null || true
    status=0; wait "$process" 2>/dev/null || status=$?
    if [ "$status" != 137 ]; then missed=$((missed + 1)); continue; fi
    hit=$((hit + 1))

    # The journal of an unfinished entry of the catalogue belongs to it; the next opening undoes the entry.
    local found; found=$(entries "$ws" | grep -vxF ./catalogue.db-journal) || true
    [ "$(staged "$ws")" = 0 ] || left=$((left + 1))
    local fault=""
    if [ "$found" = "$had" ]; then none=$((none + 1)); elif [ "$found" = "$after" ]; then whole=$((whole + 1)); else fault="neither before nor after: $(diff <(echo "$had") <(echo "$found") | grep '^[<>]')"; fi
    sound "$ws" || fault="${fault:-not whole: $(cat "$work/verify.log")}"
    [ "$(staged "$ws")" = 0 ] || fault="${fault:-.staging was not cleared}"
    local again; again=$("$binary" "$@" --workspace "$ws" 2>"$work/run.log" | tail -n 1) || fault="${fault:-cannot be run again: $(cat "$work/run.log")}"
    [ "$again" = "$expected" ] || fault="${fault:-the second run gave $again}"
    [ "$(entries "$ws")" = "$after" ] || fault="${fault:-the second run left something else}"
    sound "$ws" || fault="${fault:-not whole after the second run}"
    if [ -n "$fault" ]; then
      bad=$((bad + 1))
      echo "soak: $name, killed at a moment of $moment ms: $fault" >&2
    fi
  done
  printf '| %s | %d.%02d s | %d | %d | %d | %d | %d |\n' \
    "$name" $((span / 1000)) $((span % 1000 / 10)) "$hit" "$none" "$whole" "$left" "$bad" >>"$table"
  rm -rf "$ws"; cp -a "$work/after" "$ws"
  [ "$hit" -ge "$kills" ] || { echo "soak: $name ended before it could be killed; $hit of $kills" >&2; broken=1; }
  [ "$bad" = 0 ] || broken=1
}

soak_kill() {
  RANDOM=$seed
  broken=0
  heading "Killed at random moments" >"$table"
  cat >>"$table" <<'TEXT'
After each kill the workspace must be as before or as after, every file must hold its digest, opening it must clear what
was half-made, and the same command must then make the same artefact.

| command | unharmed | kills | as before | as after | had left something half-made | broken |
|---|---:|---:|---:|---:|---:|---:|
TEXT
  "$binary" records generate --rows 100000 --seed "$seed" --out "$work/records.csv" --workspace "$work/ws" 2>/dev/null
  mkdir -p "$work/ws"
  kill_one "records import" records import "$work/records.csv"
  kill_one aggregate aggregate
  kill_one fit fit
  kill_one project project "$scenario" --replicates 8
  publish
  return "$broken"
}

# ---- national ---------------------------------------------------------------------------------------------------

timed() {
  local name=$1; shift
  echo "soak: $name" >&2
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$binary" "$@" --workspace "$work/ws" >"$work/run.out" 2>"$work/run.log" ||
    fail "$name failed: $(tail -n 3 "$work/run.log")"
  local wall user system memory
  read -r wall user system memory < <(tail -n 1 "$work/time")
  awk -v n="$name" -v w="$wall" -v c="$user" -v s="$system" -v m="$memory" \
    'BEGIN { printf "| %s | %.1f s | %.1f s | %.2f GB |\n", n, w, c + s, m * 1024 / 1e9 }' >>"$table"
  [ "$memory" -le 3906250 ] || { echo "soak: $name needs more than 4 GB" >&2; broken=1; }
}

soak_national() {
  local shared=${POPULATIE_SHARED:-$root/../shared} map residents
  map="$shared/geodata/nl_buurten_clean.geojson" residents="$shared/reference/cbs/kwb_nl_2020.csv"
  [ -f "$map" ] && [ -f "$residents" ] || fail "the shared reference folder is absent: put it at ../shared, or name it in POPULATIE_SHARED" 3
  [ -x /usr/bin/time ] || fail "GNU time is needed at /usr/bin/time" 4
  broken=0
  heading "The Netherlands" >"$table"
  cat >>"$table" <<TEXT
The main job on 13,594 buurten, with some $rows synthetic rows and $replicates replicates, down to wijken.

| command | time | processor | peak memory |
|---|---:|---:|---:|
TEXT
  timed "areas import" areas import "$map"
  timed "population import" population import "$residents"
  timed "records generate" records generate --mode free --rows "$rows" --seed "$seed" --out "$work/records.csv"
  timed "records import" records import "$work/records.csv"
  timed aggregate aggregate
  timed fit fit
  timed project project "$scenario" --levels wijk --replicates "$replicates"
  timed "verify --all" verify --all
  publish
  return "$broken"
}

"soak_$case"
