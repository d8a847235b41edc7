#!/usr/bin/env bash
# The job after the array that project.sh submits: makes the run of the shards, or says which are missing.
#   merge.sh POPULATIE RUN WORKSPACE
set -uo pipefail
populatie=$1 run=$2 workspace=$3

if "$populatie" merge "$run" --check --workspace "$workspace"; then
  exec "$populatie" merge "$run" --workspace "$workspace"
fi
status=$?
echo "The run is not made. The shard-*.log beside this file tell why; give the same project.sh command with --resume to go on."
exit $status
