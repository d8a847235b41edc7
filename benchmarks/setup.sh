#!/usr/bin/env bash
# Installs the rivals of ./bench.sh that do not come with the build, into artifacts/rivals:
#   ./bench.sh setup            all of them
#   ./bench.sh setup geos       one of them
# A rival is a function setup_NAME below; a bench finds its program with RivalPrograms.Find. Needs root for apt-get.
set -euo pipefail
cd "$(dirname "$0")/.."
rivals=artifacts/rivals
mkdir -p "$rivals"

# Debian packages, only those that are missing.
need() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    if ((${#missing[@]})); then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
}

# GEOS, the library under PostGIS and GeoPandas: points in polygons, for ./bench.sh locate.
setup_geos() {
    need g++ libgeos++-dev
    g++ -O3 -march=native -DUSE_UNSTABLE_GEOS_CPP_API -o "$rivals/geos_locate" benchmarks/rivals/geos_locate.cpp -lgeos
}

# DuckDB, from npm: the same counts from a file of records, for ./bench.sh ingest.
setup_duckdb() {
    # Not `npm ci`: it wants the binaries of every other system in the lock file too.
    (cd benchmarks/rivals && npm install --no-save --no-audit --no-fund --loglevel=error)
}

# NumPy, from Debian: the same step on whole arrays, for ./bench.sh simulate.
setup_numpy() {
    need python3-numpy
}

# The loader wrk and nginx, from Debian, for ./bench.sh serve. nginx is not started: the bench starts one of its own.
setup_serve() {
    need wrk nginx-light
}

names=("$@")
if ((${#names[@]} == 0)); then
    mapfile -t names < <(declare -F | sed -n 's/^declare -f setup_//p')
fi
for name in "${names[@]}"; do
    declare -F "setup_$name" >/dev/null || { echo "no such rival: $name" >&2; exit 2; }
    echo "setting up $name" >&2
    "setup_$name"
done
