#!/usr/bin/env bash
# The whole measurement of docs/performance.md: builds what it measures, then prints tables. Arguments go to the session:
# tests/load.sh --part single array, tests/load.sh --help.
set -euo pipefail
cd "$(dirname "$0")/.."
for project in src/AgentMonitor.Server tests/AgentMonitor.Yardstick tests/AgentMonitor.Load; do
  dotnet build -c Release "$project" --nologo -v quiet >&2
done
exec dotnet tests/AgentMonitor.Load/bin/Release/net10.0/AgentMonitor.Load.dll session "$@"
