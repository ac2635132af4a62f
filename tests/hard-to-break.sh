#!/usr/bin/env bash
# Everything that attacks the real server process, at its full length: some 25 minutes on two cores. The gate runs the
# same tests, shorter. A failure names the seed to set as AGENTMONITOR_SEED.
set -euo pipefail
cd "$(dirname "$0")/.."

export AGENTMONITOR_CRASH_ROUNDS=${AGENTMONITOR_CRASH_ROUNDS:-100}
export AGENTMONITOR_POWER_CUTS=${AGENTMONITOR_POWER_CUTS:-100}
export AGENTMONITOR_LOST_ANSWERS=${AGENTMONITOR_LOST_ANSWERS:-1000}
export AGENTMONITOR_FROZEN_SECONDS=${AGENTMONITOR_FROZEN_SECONDS:-60}
export AGENTMONITOR_OVERLOAD_SECONDS=${AGENTMONITOR_OVERLOAD_SECONDS:-60}
export AGENTMONITOR_FUZZ_BODIES=${AGENTMONITOR_FUZZ_BODIES:-100000}
export AGENTMONITOR_FOREIGN_BODIES=${AGENTMONITOR_FOREIGN_BODIES:-30000}

exec dotnet test tests/AgentMonitor.Server.Tests --nologo --logger "console;verbosity=detailed" \
  --filter "FullyQualifiedName~.Crash.|FullyQualifiedName~.PowerCut.|FullyQualifiedName~.DiskFull.|FullyQualifiedName~.LostAnswers.|FullyQualifiedName~.Overload.|FullyQualifiedName~.Viewers.|FullyQualifiedName~.SlowClients.|FullyQualifiedName~.Shutdown.|FullyQualifiedName~.Fuzz." "$@"
