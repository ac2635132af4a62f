#!/usr/bin/env bash
# Every check at full length: the tests of the solution with long campaigns, then the deliberate faults. An hour or so
# on two cores. Arguments go to dotnet test, and leave the faults out: tests/full.sh --filter FullyQualifiedName~PowerCut
# What each campaign found stands below its name. A variable that is set already stays as it is; AGENTMONITOR_SEED repeats a failure.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

# Delivery schedules in memory, on disk and through the Cosmos DB SDK, and bodies that are mangled in process and over HTTP, or of other protocols.
export AGENTMONITOR_SCHEDULES="${AGENTMONITOR_SCHEDULES:-10000}"
export AGENTMONITOR_DISK_SCHEDULES="${AGENTMONITOR_DISK_SCHEDULES:-1000}"
export AGENTMONITOR_COSMOS_SCHEDULES="${AGENTMONITOR_COSMOS_SCHEDULES:-300}"
export AGENTMONITOR_FUZZ_BODIES="${AGENTMONITOR_FUZZ_BODIES:-100000}"
export AGENTMONITOR_FOREIGN_BODIES="${AGENTMONITOR_FOREIGN_BODIES:-30000}"

# The real process: kills, power cuts, answers that are lost, viewers that stop reading, more than it can take.
export AGENTMONITOR_CRASH_ROUNDS="${AGENTMONITOR_CRASH_ROUNDS:-100}"
export AGENTMONITOR_POWER_CUTS="${AGENTMONITOR_POWER_CUTS:-100}"
export AGENTMONITOR_LOST_ANSWERS="${AGENTMONITOR_LOST_ANSWERS:-1000}"
export AGENTMONITOR_FROZEN_SECONDS="${AGENTMONITOR_FROZEN_SECONDS:-60}"
export AGENTMONITOR_OVERLOAD_SECONDS="${AGENTMONITOR_OVERLOAD_SECONDS:-60}"

dotnet test AgentMonitor.slnf -c Release --logger "console;verbosity=detailed" "$@"
tests=$?
[ $# = 0 ] || exit $tests
AGENTMONITOR_SCHEDULES=800 tests/faults.sh
faults=$?
echo "tests: $([ $tests = 0 ] && echo passed || echo FAILED), deliberate faults: $([ $faults = 0 ] && echo caught || echo FAILED)"
[ $tests = 0 ] && [ $faults = 0 ]
