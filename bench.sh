#!/usr/bin/env bash
# Times kernels beside rivals: ./bench.sh CASE… [--quick] [--json] [--only TEXT]; without a case it names them.
# ./bench.sh setup [NAME…] installs the rivals that do not come with the build.
set -euo pipefail
cd "$(dirname "$0")"
if [[ ${1-} == setup ]]; then exec benchmarks/setup.sh "${@:2}"; fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build benchmarks/Populatie.Benchmarks -c Release -v quiet -p:RunAnalyzers=false >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
POPULATIE_COMMIT=$(git describe --always --dirty --exclude '*' 2>/dev/null || echo unknown)
export POPULATIE_COMMIT
exec artifacts/bin/Populatie.Benchmarks/release/Populatie.Benchmarks "$@"
