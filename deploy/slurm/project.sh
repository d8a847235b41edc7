#!/usr/bin/env bash
# Projects one scenario on a Slurm cluster: an array job with a task per shard, and a job after it that merges them.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)

help() {
  cat <<'TEXT'
Project one scenario on a Slurm cluster. The run is the one that a single machine would make, to the last bit.

Usage:
  deploy/slurm/project.sh SCENARIO [--replicates R] [--shards N] [--seed S] [--levels L] [--grain G]
                                   [--workspace DIR] [--config FILE] [--resume]

  SCENARIO         a file, or the name of a scenario that comes with the program
  --replicates R   futures to draw (default 200)
  --shards N       tasks to divide them over (default 8); a future is made in blocks of eight, so at most R / 8 are of use
  --seed, --levels, --grain   as for populatie project
  --workspace DIR  the workspace (default: as the settings say)
  --config FILE    settings (default: populatie.conf beside this script)
  --resume         submit only the shards that are missing, and the merge

Example:
  deploy/slurm/project.sh scenarios/basis-2040.yaml --replicates 4000 --shards 32

It prints the id of the run and of both jobs:
  run 5f0c…
  shards 41
  merge 42
TEXT
}

fail() { echo "project.sh: $1" >&2; exit "${2:-1}"; }

scenario="" replicates=200 shards=8 workspace="" config="$here/populatie.conf" resume=0 options=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) help; exit 0 ;;
    --resume) resume=1; shift; continue ;;
    --*) [ $# -ge 2 ] || fail "$1 needs a value; see --help" 2 ;;
    *) [ -z "$scenario" ] || fail "one scenario at a time; '$1' is a second one" 2
       scenario=$1; shift; continue ;;
  esac
  case "$1" in
    --replicates) replicates=$2 ;;
    --shards) shards=$2 ;;
    --workspace) workspace=$2 ;;
    --config) config=$2 ;;
    --seed | --levels | --grain) options+=("$1" "$2") ;;
    *) fail "$1 is not known; see --help" 2 ;;
  esac
  shift 2
done
[ -n "$scenario" ] || { help >&2; exit 2; }
[[ $shards =~ ^[1-9][0-9]*$ ]] || fail "--shards $shards is no number of tasks" 2
[ -f "$config" ] || fail "the settings $config are not there" 2
command -v sbatch >/dev/null || fail "sbatch is not there: is this a machine of the cluster?" 4

# ---- settings ---------------------------------------------------------------------------------------------------

# shellcheck source=populatie.conf
source "$config"
if [ -z "$POPULATIE" ]; then
  "$here/../../populatie" --version >/dev/null # Builds when needed.
  POPULATIE=$(readlink -f "$here/../../artifacts/bin/Populatie.Cli/release/populatie")
fi
workspace=$(realpath "${workspace:-${WORKSPACE:-${POPULATIE_WORKSPACE:-workspace}}}") || fail "there is no workspace" 3
[ ! -f "$scenario" ] || scenario=$(realpath "$scenario")
what=(project "$scenario" --replicates "$replicates" "${options[@]}" --workspace "$workspace")

# ---- which run, which shards ------------------------------------------------------------------------------------

# Checks the scenario here, where a person reads the fault, and makes a missing fit once instead of in every shard.
run=$("$POPULATIE" "${what[@]}" --plan | tail -n 1)
name="populatie-${run:0:12}"
queued=$(squeue --noheader --name "$name" --format %i | sort -u | paste -sd ' ')
[ -z "$queued" ] || fail "run $run is in the queue already: jobs $queued; wait for them, or scancel --name $name"

tasks="1-$shards"
if [ $resume = 1 ] && check=$("$POPULATIE" merge "$run" --check --json --workspace "$workspace" 2>/dev/null || [ $? = 1 ]); then
  # "missing_shards":["2/8","5/8"] → 2,5; some parts are there, and say into how many shards this run was divided.
  missing=$(grep -o '"missing_shards":\[[^]]*\]' <<<"$check" | grep -oE '[0-9]+/[0-9]+' || true)
  tasks=$(cut -d/ -f1 <<<"$missing" | paste -sd ,)
  [ -z "$missing" ] || shards=$(head -n 1 <<<"$missing" | cut -d/ -f2)
fi

# ---- submit -----------------------------------------------------------------------------------------------------

logs="${LOGS:-$workspace/slurm}/$run"
mkdir -p "$logs"
common=(--parsable --job-name "$name" --export ALL --chdir "$logs" ${PARTITION:+--partition "$PARTITION"} "${SBATCH_OPTIONS[@]}")

array="" after=()
if [ -n "$tasks" ]; then
  array=$(sbatch "${common[@]}" --array "$tasks" --requeue --open-mode append --signal "B:USR1@$GOODBYE" \
    --nodes 1 --ntasks 1 --cpus-per-task "$CPUS" --mem "$MEMORY" --time "$TIME" --output "$logs/shard-%a.log" \
    "$here/shard.sh" "$POPULATIE" "$run" "$shards" "$RESTARTS" "${what[@]}")
  array=${array%%;*} after=(--dependency "afterany:$array")
fi
# afterany: also when a shard failed, so that the merge can say which is missing; afterok would leave it waiting for ever.
merge=$(sbatch "${common[@]}" "${after[@]}" --requeue --open-mode append --nodes 1 --ntasks 1 --cpus-per-task 1 --mem "$MEMORY" \
  --time "$TIME" --output "$logs/merge.log" "$here/merge.sh" "$POPULATIE" "$run" "$workspace")

echo "project.sh: output in $logs" >&2
echo "run $run"
echo "shards ${array:-none, all are there}"
echo "merge ${merge%%;*}"
