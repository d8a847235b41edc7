#!/usr/bin/env bash
# The programs of GDAL, which read what the server tells by OGC's standards.
#   tests/gdal.sh install   installs what is missing (Debian, as root)
set -euo pipefail
here() { command -v ogr2ogr >/dev/null; }

case "${1:-}" in
  install)
    here && exit 0
    [ "$(id -u)" = 0 ] || { echo "gdal-bin is missing, and only root can install it" >&2; exit 1; }
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends gdal-bin
    here
    ;;
  *) sed -n '2,3p' "$0" | sed 's/^# *//' >&2; exit 2 ;;
esac
