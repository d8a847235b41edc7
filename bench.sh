#!/usr/bin/env bash
# Times kernels beside rivals: ./bench.sh locate|sample|demography [--quick] [--json] [--only TEXT]
set -euo pipefail
cd "$(dirname "$0")"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build benchmarks/Populatie.Benchmarks -c Release -v quiet -p:RunAnalyzers=false >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
exec artifacts/bin/Populatie.Benchmarks/release/Populatie.Benchmarks "$@"
