#!/usr/bin/env bash
# Long trials that no commit waits for. Each leaves a table in docs/soak, to be committed when it is worth keeping.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)

help() {
  cat <<'TEXT'
Long trials of Populatie. Each writes a Markdown table to docs/soak/CASE.md and ends with 0 when all went well.

Usage:
  ./soak.sh fuzz     [--executions N] [--seed S]    feed every parser inputs that nobody meant (default
                                                    10,000,000 executions): a result, or a fault that a
                                                    user can read, and nothing else; inputs that fail
                                                    are kept in artifacts/fuzz, as small as they get
  ./soak.sh kill     [--kills N] [--seed S]         end the commands of the main job by SIGKILL at N random
                                                    moments in all (default 2000): the workspace must be
                                                    as before or as after, or hold some of the artefacts
                                                    that the command makes, each whole; and the same
                                                    command, given again, must make the same artefact
  ./soak.sh disk     [--tries N] [--seed S]         give each command disks that are too small for it, N in
                                                    all (default 700): success, or exit 4 and one line, a
                                                    whole workspace, and the same artefact afterwards
  ./soak.sh national [--rows N] [--replicates R]    the main job on all of the Netherlands (default
                                                    5,000,000 rows, 8 replicates), with time and peak
                                                    memory of each command, at most 4 GB; needs GNU time,
                                                    and the shared reference folder at ../shared or in
                                                    POPULATIE_SHARED
  ./soak.sh rows     [--rows N]                     import and aggregate some N rows (default 100,000,000)
                                                    with exact distinct clients and households, at most
                                                    4 GB, and again within less memory on one thread: the
                                                    same cube; needs GNU time and 15 GB of disk
  ./soak.sh slurm    [--shards N] [--replicates R]  a run of Utrecht on a Slurm cluster of two nodes on this
                                                    machine (default 6 shards, 960 replicates): as it is,
                                                    with a shard killed, with a node killed: the same digest
                                                    as in one process; needs root and tests/slurm.sh install

  ./soak.sh coverage [--seeds N]                    backtests on generated towns of five truths, N seeds of each
                                                    (default 200): what share of wijk-years their 90%
                                                    intervals cover, at most 0.5 point uncertain
  ./soak.sh tiles    [--zoom Z]                     all vector tiles of the real maps of Utrecht and the Netherlands,
                                                    every level, to zoom Z (default 12), in RD to Z − 4: neighbours share
                                                    their borders, and another maker's decoder reads the same;
                                                    needs ../shared and npm ci --prefix tests/oracles

Options:
  --out DIR    where to put the table (default docs/soak)
  --work DIR   where to work (default: a new folder below TMPDIR, removed afterwards)
  --help       show this help
TEXT
}

fail() { echo "soak: $1" >&2; exit "${2:-1}"; }

case "${1:-}" in
  fuzz | kill | disk | national | rows | slurm | coverage | tiles) case=$1; shift ;;
  -h | --help) help; exit 0 ;;
  "") help >&2; exit 2 ;;
  *) fail "there is no case '$1'; see ./soak.sh --help" 2 ;;
esac
rows=5000000
[ "$case" != rows ] || rows=100000000
shards=6
zoom=12 executions=10000000 kills=2000 tries=700 seed=1 seeds=200 replicates=$([ "$case" = slurm ] && echo 960 || echo 8) out="$root/docs/soak" work="" called="./soak.sh $case${*:+ $*}"
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || { [ "$1" = --help ] && { help; exit 0; }; fail "$1 needs a value, or is not known" 2; }
  case "$1" in
    --executions) executions=$2 ;;
    --kills) kills=$2 ;;
    --tries) tries=$2 ;;
    --seed) seed=$2 ;;
    --rows) rows=$2 ;;
    --replicates) replicates=$2 ;;
    --seeds) seeds=$2 ;;
    --shards) shards=$2 ;;
    --zoom) zoom=$2 ;;
    --out) out=$(realpath -m "$2") ;;
    --work) work=$(realpath -m "$2") ;;
    *) fail "$1 is not known; see ./soak.sh --help" 2 ;;
  esac
  shift 2
done

"$root/populatie" --version >/dev/null # Builds when needed.
scenario="$root/scenarios/basis-2040.yaml"
keep=1
if [ -z "$work" ]; then
  keep=0 work=$(mktemp -d)
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

# ---- fuzz, kill, disk -------------------------------------------------------------------------------------------

trials="$work/trials/Populatie.Fuzz"

# Builds the trials and copies them, so that a build in the meantime changes nothing.
trials_ready() {
  dotnet build "$root/tests/Populatie.Fuzz" -c Release -v quiet --nologo -p:RunAnalyzers=false >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2; fail "the trials do not build" 5; }
  cp -a "$root/artifacts/bin/Populatie.Fuzz/release" "$work/trials"
}

# Runs a trial and publishes its table, also when it found something.
trial() {
  local status=0
  "$trials" "$@" --seed "$seed" --table "$table" || status=$?
  publish
  return "$status"
}

soak_fuzz() {
  trials_ready
  heading "Parsers on inputs that nobody meant" >"$table"
  cat >>"$table" <<'TEXT'
Every execution must give a result, or a fault of one line in both languages that names the file; in bounded memory; within
a minute. A distinct behaviour is a shape of the result or of the fault: inputs that show a new one become seeds
([how](../method/robustness.md)).

TEXT
  trial fuzz --executions "$executions" --notes "$root/artifacts/fuzz"
}

soak_kill() {
  trials_ready
  heading "Killed at random moments" >"$table"
  cat >>"$table" <<'TEXT'
After each kill the workspace must be as before or as after, or between: with some of the artefacts that the command makes.
Every file must hold its digest, opening it must clear what was half-made, and the same command must then make the same
artefact.

TEXT
  mkdir -p "$work/kill"
  trial kill --kills "$kills" --work "$work/kill"
}

soak_disk() {
  trials_ready
  heading "Disks that are too small" >"$table"
  cat >>"$table" <<'TEXT'
Each command gets a disk that lacks a random number of pages, or a limit on the size of its files. It must succeed, or end
with exit 4 and one line; the workspace must be as before or as after, or hold some of the artefacts that the command makes,
each whole; and with space again the same command must make the same artefact.

TEXT
  mkdir -p "$work/disk"
  trial disk --tries "$tries" --work "$work/disk"
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

# ---- rows -------------------------------------------------------------------------------------------------------

# Five million rows of Utrecht for each seed: another seed is other persons and other households.
soak_rows() {
  [ -x /usr/bin/time ] || fail "GNU time is needed at /usr/bin/time" 4
  broken=0
  local parts=$(((rows + 4999999) / 5000000)) part files=() first
  for ((part = 1; part <= parts; part++)); do
    echo "soak: records generate $part of $parts" >&2
    files+=("$work/records-$part.csv.gz")
    "$binary" records generate --rows $((rows / parts)) --seed $((seed + part - 1)) --out "${files[-1]}" \
      --workspace "$work/ws" 2>"$work/run.log" || fail "records generate failed: $(tail -n 3 "$work/run.log")"
  done
  heading "As many rows as a country" >"$table"
  cat >>"$table" <<TEXT
Some $(sed -E ':a;s/([0-9])([0-9]{3})($|,)/\1,\2\3/;ta' <<<"$rows") synthetic rows of Utrecht, made with $parts seeds and so of as many different populations, compressed: every
client and every household counted once for each period, product and total, exactly.

| command | time | processor | peak memory |
|---|---:|---:|---:|
TEXT
  timed "records import" records import "${files[@]}"
  rm -f "${files[@]}"
  timed aggregate aggregate
  first=$(tail -n 1 "$work/run.out")
  cp "$work/run.out" "$work/summary"
  timed "aggregate --threads 1 --memory 400MB" aggregate --threads 1 --memory 400MB
  if [ "$first" = "$(tail -n 1 "$work/run.out")" ]; then
    printf '\nBoth cubes are the same: `%s`.\n' "$first" >>"$table"
  else
    broken=1
    echo "soak: two cubes of the same records: $first and $(tail -n 1 "$work/run.out")" >&2
  fi
  printf '\n```\n%s\n```\n' "$(sed '/^Odd/,$d' "$work/summary" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}')" >>"$table"
  publish
  return "$broken"
}

# ---- slurm ------------------------------------------------------------------------------------------------------

# Digest of a run: of the names and bytes of its files.
run_digest() { (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-16); }

seconds() { date +%s.%N; }

# Waits for a shard that is under way, and prints its node and the pid of its script. The first line that a shard writes
# says where it runs: "… shard 2/12 on n1, pid 4711, turn 1: begins".
victim() {
  local node pid
  for _ in $(seq 600); do
    while read -r node pid; do
      [ -n "$(pgrep -P "$pid")" ] || continue
      sleep 1
      [ -n "$(pgrep -P "$pid")" ] && echo "$node $pid" && return
    done < <(sed -nE "s|.* on (n[12]), pid ([0-9]+), turn 1: begins.*|\\1 \\2|p" "$1"/shard-*.log 2>/dev/null)
    sleep 0.1
  done
  fail "no shard is under way"
}

# One submission: its name, a command that does harm (given the folder of the logs), the seed is the same for all.
slurm_run() {
  local name=$1 harm=$2 ws="$work/ws-$3" begun said run merge logs
  echo "soak: $name" >&2
  cp -a "$work/ws" "$ws"
  begun=$(seconds)
  said=$("$root/deploy/slurm/project.sh" "$scenario" --replicates "$replicates" --shards "$shards" --levels wijk \
    --workspace "$ws" --config "$work/populatie.conf" 2>"$work/run.log") || fail "$(cat "$work/run.log")"
  run=$(sed -n 's/^run //p' <<<"$said") merge=$(sed -n 's/^merge //p' <<<"$said") logs="$ws/slurm/$run"
  $harm "$logs"
  while [ -n "$(squeue --noheader --jobs "$merge" --format %i 2>/dev/null || true)" ]; do
    [ "$(awk -v a="$begun" -v b="$(seconds)" 'BEGIN { print (b - a > 1500) }')" = 0 ] || fail "the jobs do not end"
    sleep 0.5
  done
  local took again digest
  took=$(awk -v a="$begun" -v b="$(seconds)" 'BEGIN { printf "%.0f", b - a }')
  again=$(grep -hE 'turn [0-9]+: begins' "$logs"/shard-*.log | grep -cv 'turn 1: begins' || true)
  digest=$(run_digest "$ws/runs/$run" 2>/dev/null || echo none)
  printf '| %s | %s s | %s | `%s` |\n' "$name" "$took" "$again" "$digest" >>"$table"
  [ "$digest" = "$whole" ] || { broken=1; echo "soak: $name: $digest is not $whole" >&2; tail -n 5 "$logs"/*.log >&2; }
}

no_harm() { :; }

kill_program() {
  local node pid
  read -r node pid < <(victim "$1")
  kill -KILL $(pgrep -P "$pid")
}

# A node that dies: its slurmd, and the step, the script and the program of its shard, at once.
kill_node() {
  local node pid
  read -r node pid < <(victim "$1")
  kill -KILL "$(sed -n "s/^$node //p" "$cluster/processes" | tail -n 1)" "$(ps -o ppid= -p "$pid" | tr -d ' ')" "$pid" \
    $(pgrep -P "$pid")
}

# The same, but what was running goes on unseen, beside its successor on the other node.
kill_daemon() {
  local node pid
  read -r node pid < <(victim "$1")
  kill -KILL "$(sed -n "s/^$node //p" "$cluster/processes" | tail -n 1)"
}

# Both nodes alive for the next submission.
revive() {
  local node
  for node in n1 n2; do
    [ -d "/proc/$(sed -n "s/^$node //p" "$cluster/processes" | tail -n 1)" ] || "$root/tests/slurm.sh" node "$cluster" "$node" >/dev/null
  done
  for _ in $(seq 300); do
    [ "$(sinfo --noheader --Node --format %t | grep -c '^idle$')" = 2 ] && return
    sleep 0.2
  done
  fail "the nodes do not come back"
}

soak_slurm() {
  broken=0
  "$binary" demo --workspace "$work/ws" --replicates 8 >/dev/null 2>"$work/run.log" || fail "$(tail -n 3 "$work/run.log")"
  rm -rf "$work/ws/runs" "$work/ws/catalogue.db"
  sed -e "s|^POPULATIE=.*|POPULATIE='$binary'|" -e 's|^CPUS=.*|CPUS=1|' -e 's|^PARTITION=.*|PARTITION=sim|' \
    "$root/deploy/slurm/populatie.conf" >"$work/populatie.conf"
  "$root/tests/slurm.sh" start >"$work/cluster"
  cluster=$(head -n 1 "$work/cluster")
  trap '"$root/tests/slurm.sh" stop "$cluster"; [ "$keep" = 1 ] || rm -rf "$work"' EXIT
  export SLURM_CONF="$cluster/slurm.conf"
  heading "On a Slurm cluster, with a shard and a node killed" >"$table"
  local begun whole took
  cp -a "$work/ws" "$work/ws-one"
  begun=$(seconds)
  "$binary" project "$scenario" --replicates "$replicates" --levels wijk --threads 1 --workspace "$work/ws-one" >"$work/run.out" 2>"$work/run.log" ||
    fail "$(tail -n 3 "$work/run.log")"
  took=$(awk -v a="$begun" -v b="$(seconds)" 'BEGIN { printf "%.0f", b - a }')
  whole=$(run_digest "$work/ws-one/runs/$(tail -n 1 "$work/run.out")")
  cat >>"$table" <<TEXT
A slurmctld and two slurmd of one processor each, on loopback; basis-2040 down to wijken, $replicates replicates in $shards shards
([how](../scale-out.md)). A dead node is marked down after 10 s here, and a requeued task waits two minutes: both settings of
Slurm.

| what happens | time | further turns | digest of the run |
|---|---:|---:|---|
| one process, one thread, no Slurm | $took s | – | \`$whole\` |
TEXT
  slurm_run "nothing" no_harm none
  slurm_run "the program of a shard is killed" kill_program program
  slurm_run "a node dies, with all that runs on it" kill_node node
  revive
  slurm_run "a node is lost from sight, its shard goes on" kill_daemon daemon
  publish
  return "$broken"
}

# ---- coverage ---------------------------------------------------------------------------------------------------

soak_coverage() {
  heading "What intervals cover on towns whose truth is known" >"$table"
  cat >>"$table" <<'TEXT'
A town of eight wijken in records of the generator's free mode, 2017–2025; fitted until 2022, projected three years, and held
against the clients that the cube counts then, per wijk, year and act. ± is the standard error over seeds. In stable and
trend 87–93% is asked of the 90% intervals; why the others differ is said ([how](../method/backtest.md)).

TEXT
  local status=0
  POPULATIE_COVERAGE_SEEDS="$seeds" POPULATIE_COVERAGE_TABLE="$work/coverage.md" \
    dotnet test "$root/tests/Simulation.Tests" -c Release --nologo -v quiet \
    --filter "FullyQualifiedName~CoverageStudy" >"$work/run.log" 2>&1 || status=$?
  [ -s "$work/coverage.md" ] || { tail -n 20 "$work/run.log" >&2; fail "the study gave no table" 5; }
  cat "$work/coverage.md" >>"$table"
  publish
  return "$status"
}

# ---- tiles ------------------------------------------------------------------------------------------------------

soak_tiles() {
  [[ "$zoom" =~ ^([0-9]|1[0-4])$ ]] || fail "--zoom is 0 to 14" 2
  [ -d "$root/tests/oracles/node_modules" ] || fail "the other decoder is not there; npm ci --prefix tests/oracles --ignore-scripts" 4
  heading "All tiles of the real maps" >"$table"
  cat >>"$table" <<'TEXT'
Every vector tile to that zoom (12 unless it says otherwise), in RD to 4 less, where tiles are smaller than those: each piece of
border in it belongs to one area on either side, or to the edge of the map; and the decoder of npm @mapbox/vector-tile reads the
same names and the same rings as our own reading of the standard.

TEXT
  local status=0
  dotnet build "$root/tests/Server.Tests" -c Release -v quiet --nologo -p:RunAnalyzers=false >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2; fail "the study does not build" 5; }
  POPULATIE_TESTS=full POPULATIE_TILES_TABLE="$work/tiles.md" POPULATIE_TILES_ZOOM="$zoom" \
    dotnet test "$root/tests/Server.Tests" -c Release --no-build --nologo -v quiet --filter "FullyQualifiedName~TileStudy" \
    >"$work/run.log" 2>&1 &
  local study=$! rows=0
  while kill -0 "$study" 2>/dev/null; do
    sleep 2
    # A line per level and matrix that is done.
    [ -s "$work/tiles.md" ] && tail -n "+$((rows + 3))" "$work/tiles.md" >&2 && rows=$(($(wc -l <"$work/tiles.md") - 2))
  done
  wait "$study" || status=$?
  [ -s "$work/tiles.md" ] || { tail -n 20 "$work/run.log" >&2; fail "the study gave no table" 5; }
  [ "$status" = 0 ] || tail -n 20 "$work/run.log" >&2
  cat "$work/tiles.md" >>"$table"
  publish
  return "$status"
}

"soak_$case"
