#!/usr/bin/env bash
# One task of the array that project.sh submits: makes its shard, going on from what an earlier turn kept.
#   shard.sh POPULATIE RUN SHARDS RESTARTS project SCENARIO …
set -uo pipefail
populatie=$1 run=$2 shards=$3 restarts=$4
shift 4

turn=${SLURM_RESTART_COUNT:-0}
export DOTNET_PROCESSOR_COUNT=$SLURM_CPUS_PER_TASK # The runtime would take all processors of the node for its own.
say() { echo "$(date -u +%FT%TZ) shard $SLURM_ARRAY_TASK_ID/$shards on $SLURMD_NODENAME, pid $$, turn $((turn + 1)): $1"; }

say "begins"
"$populatie" "$@" --shard "$SLURM_ARRAY_TASK_ID/$shards" --expect "$run" --resume --threads "$SLURM_CPUS_PER_TASK" &
child=$!
# The end of its time is near: what is finished is kept, and another turn goes on from it. After scancel there is none.
late=0
trap 'late=1; kill -TERM $child 2>/dev/null' USR1
trap 'kill -TERM $child 2>/dev/null' TERM
wait "$child"
status=$?
while kill -0 "$child" 2>/dev/null; do # A signal ends wait, not the program.
  wait "$child"
  status=$?
done

case $status in
  0) say "is finished"; exit 0 ;;
  1 | 2 | 3 | 5) say "failed with exit $status; another turn would fail as well"; exit "$status" ;;
  130) [ $late = 1 ] || { say "was cancelled"; exit 130; }
       why="its time is up" ;;
  4) why="the machine failed it (exit 4)" ;;
  *) why="it was killed (exit $status)" ;;
esac
# A task that fails on a node that lives is not requeued by Slurm of itself.
if [ "$turn" -lt "$restarts" ]; then
  say "$why; asks for turn $((turn + 2)) of at most $((restarts + 1))"
  # By its number in the array: the last task has the job id of the whole array, and would take all with it.
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && exit "$status"
fi
say "$why; gives up"
exit "$status"
