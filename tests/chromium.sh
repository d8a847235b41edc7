#!/usr/bin/env bash
# The browser of the page's tests.
#   tests/chromium.sh install   installs what is missing (Debian, as root)
set -euo pipefail
here() { [ -x /usr/bin/chromium ]; }

case "${1:-}" in
  install)
    here && exit 0
    [ "$(id -u)" = 0 ] || { echo "chromium is missing, and only root can install it" >&2; exit 1; }
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
    here
    ;;
  *) sed -n '2,3p' "$0" | sed 's/^# *//' >&2; exit 2 ;;
esac
