#!/usr/bin/env bash
# A PostgreSQL server with PostGIS for the tests: loopback only, a random free port, a temporary folder, a random password.
#   tests/postgres.sh install   installs what is missing (Debian, as root); the system's own cluster stays down
#   tests/postgres.sh start     starts one; prints its folder, port, user and password, one per line, and the server's pid
#   tests/postgres.sh stop DIR  stops it and removes its folder
set -euo pipefail
bin=/usr/lib/postgresql/15/bin
here() { [ -x $bin/postgres ] && [ -e /usr/share/postgresql/15/extension/postgis.control ]; }

# The server refuses to run as root; Debian makes a user for it.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case "${1:-}" in
  install)
    here && exit 0
    [ "$(id -u)" = 0 ] || { echo "postgresql-15 and postgresql-15-postgis-3 are missing, and only root can install them" >&2; exit 1; }
    export DEBIAN_FRONTEND=noninteractive
    # No cluster of its own: the tests make theirs.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/populatie.conf
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends postgresql-15 postgresql-15-postgis-3
    here
    ;;
  start)
    here || { echo "postgresql-15 or postgresql-15-postgis-3 is missing: tests/postgres.sh install" >&2; exit 1; }
    dir=$(mktemp -d "${TMPDIR:-/tmp}/populatie-postgres-XXXXXX")
    password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$password" >"$dir/password"
    if [ "$(id -u)" = 0 ]; then chown -R postgres "$dir"; fi
    chmod 700 "$dir"
    as_owner $bin/initdb -D "$dir/data" -U tester --auth=scram-sha-256 --pwfile="$dir/password" \
      --encoding=UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
    for _ in 1 2 3 4 5; do
      port=$((20000 + RANDOM % 12000))
      if as_owner $bin/pg_ctl -D "$dir/data" -l "$dir/server.log" -w -t 30 -s \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c fsync=off -c max_connections=20" start \
        >/dev/null 2>&1; then
        printf '%s\n' "$dir" "$port" tester "$password" "$(head -n 1 "$dir/data/postmaster.pid")"
        exit 0
      fi
    done
    cat "$dir/server.log" >&2
    exit 1
    ;;
  stop)
    dir=${2:?which folder}
    case "$dir" in "${TMPDIR:-/tmp}"/populatie-postgres-*) ;; *) echo "$dir is not a folder of these tests" >&2; exit 2 ;; esac
    as_owner $bin/pg_ctl -D "$dir/data" -m immediate -w -t 30 -s stop >/dev/null 2>&1 || true
    rm -rf "$dir"
    ;;
  *) sed -n '2,5p' "$0" | sed 's/^# *//' >&2; exit 2 ;;
esac
