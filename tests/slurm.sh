#!/usr/bin/env bash
# A Slurm cluster for the tests: one slurmctld and two slurmd on this machine, loopback only, random free ports, a temporary
# folder, a munged of its own. It stays apart from a Slurm that the machine may have.
#   tests/slurm.sh install          installs what is missing (Debian, as root); the system's own services stay down
#   tests/slurm.sh start            starts one; prints its folder, then "NAME PID" of each process, one per line
#   tests/slurm.sh node DIR NAME    starts the node NAME (n1, n2) again after it was killed
#   tests/slurm.sh wait DIR JOB     waits until JOB has ended; spares requeued tasks the two minutes that Slurm has them wait
#   tests/slurm.sh stop DIR         stops it and removes its folder
# Commands for the cluster (sbatch, squeue, scontrol) need SLURM_CONF=DIR/slurm.conf.
set -euo pipefail
export PATH="$PATH:/usr/sbin"
here() { command -v slurmctld >/dev/null && command -v slurmd >/dev/null && command -v sbatch >/dev/null && command -v munged >/dev/null; }

# Noted first, told then: whoever reads may be gone.
started() { echo "$2 $3" >>"$1/processes" && echo "$2 $3"; }

node() {
  SLURM_CONF="$1/slurm.conf" setsid slurmd -D -N "$2" >>"$1/log/$2.out" 2>&1 9>&- &
  started "$1" "$2" $!
}

# Whether a process is still the one that was started.
ours() { { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null | grep -qE 'munged|slurm'; }

# A port that nothing listens on; three in a row are asked for.
free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

case "${1:-}" in
  install)
    here && exit 0
    [ "$(id -u)" = 0 ] || { echo "slurm-wlm and munge are missing, and only root can install them" >&2; exit 1; }
    export DEBIAN_FRONTEND=noninteractive
    # Their services are not for this: the tests start their own.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e $policy ]; then
      printf '#!/bin/sh\nexit 101\n' >$policy
      chmod +x $policy
      trap 'rm -f $policy' EXIT
    fi
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends slurm-wlm munge
    here
    ;;
  start)
    here || { echo "slurm-wlm or munge is missing: tests/slurm.sh install" >&2; exit 1; }
    [ "$(id -u)" = 0 ] || { echo "the cluster of the tests runs as root" >&2; exit 1; }
    dir=$(mktemp -d "${TMPDIR:-/tmp}/populatie-slurm-XXXXXX")
    chmod 755 "$dir"
    mkdir "$dir/run" "$dir/log" "$dir/run/state" "$dir/run/spool.n1" "$dir/run/spool.n2"
    install -d -o munge -g munge -m 755 "$dir/munge"
    head -c 1024 /dev/urandom | install -o munge -g munge -m 400 /dev/stdin "$dir/munge/key"
    for _ in 1 2 3 4 5; do
      port=$((20000 + RANDOM % 12000))
      if free $port && free $((port + 1)) && free $((port + 2)); then break; fi
    done
    cat >"$dir/slurm.conf" <<TEXT
ClusterName=populatie
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
CredType=cred/munge
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmctldPort=$port
SlurmctldPidFile=$dir/run/slurmctld.pid
SlurmdPidFile=$dir/run/slurmd.%n.pid
StateSaveLocation=$dir/run/state
SlurmdSpoolDir=$dir/run/spool.%n
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
SlurmctldTimeout=30
SlurmdTimeout=10
KillWait=5
NodeName=n1 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1 RealMemory=8000 State=UNKNOWN
NodeName=n2 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1 RealMemory=8000 State=UNKNOWN
PartitionName=sim Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
TEXT
    echo "$dir"
    # In the foreground of a session of their own, so that their pids are known and the caller's end is not theirs.
    setsid setpriv --reuid munge --regid munge --clear-groups munged --foreground --num-threads=2 --key-file="$dir/munge/key" --socket="$dir/munge/socket" \
      --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" >"$dir/log/munged.out" 2>&1 9>&- &
    started "$dir" munged $!
    for _ in $(seq 100); do [ -S "$dir/munge/socket" ] && break; sleep 0.1; done
    SLURM_CONF="$dir/slurm.conf" setsid slurmctld -D >"$dir/log/slurmctld.out" 2>&1 9>&- &
    started "$dir" slurmctld $!
    node "$dir" n1
    node "$dir" n2
    for _ in $(seq 150); do
      [ "$(SLURM_CONF="$dir/slurm.conf" sinfo --noheader --Node --format %t 2>/dev/null | grep -c '^idle$')" = 2 ] && exit 0
      sleep 0.2
    done
    { echo "the cluster does not come up"; tail -n 20 "$dir"/log/*; } >&2
    "$0" stop "$dir"
    exit 1
    ;;
  node) node "${2:?which folder}" "${3:?which node}" ;;
  wait)
    export SLURM_CONF="${2:?which folder}/slurm.conf"
    for _ in $(seq 600); do
      [ -n "$(squeue --noheader --jobs "${3:?which job}" --format %i 2>/dev/null || true)" ] || exit 0
      for task in $(squeue --noheader --states PENDING --format '%i %r' | awk '$2 ~ /BeginTime/ { print $1 }'); do
        scontrol update job "$task" StartTime=now || true
      done
      sleep 0.5
    done
    echo "job $3 does not end" >&2
    squeue >&2
    exit 1
    ;;
  stop)
    dir=${2:?which folder}
    case "$dir" in "${TMPDIR:-/tmp}"/populatie-slurm-*) ;; *) echo "$dir is not a folder of these tests" >&2; exit 2 ;; esac
    export SLURM_CONF="$dir/slurm.conf"
    timeout 10 scancel --state PENDING --user root 2>/dev/null || true
    timeout 10 scancel --user root 2>/dev/null || true
    # Last in, first out.
    while read -r name pid; do
      for child in $(pgrep -P "$pid") "$pid"; do
        if ours "$child"; then kill -TERM "$child" 2>/dev/null || true; fi
      done
    done < <(tac "$dir/processes")
    for _ in $(seq 50); do
      left=0
      while read -r name pid; do [ ! -d "/proc/$pid" ] || left=1; done <"$dir/processes"
      [ $left = 0 ] && break
      sleep 0.1
    done
    while read -r name pid; do
      if ours "$pid"; then kill -KILL "$pid" 2>/dev/null || true; fi
    done <"$dir/processes"
    rm -rf "$dir"
    ;;
  *) sed -n '2,10p' "$0" | sed 's/^# *//' >&2; exit 2 ;;
esac
