#!/usr/bin/env bash
# Every check at full length: the tests of the solution with long campaigns, then the deliberate faults. Hours on a
# small machine. A variable that is set already stays as it is; AGENTMONITOR_SEED repeats a failure.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

# Delivery schedules in memory and on disk, and bodies that are mangled in process and over HTTP.
export AGENTMONITOR_SCHEDULES="${AGENTMONITOR_SCHEDULES:-10000}"
export AGENTMONITOR_DISK_SCHEDULES="${AGENTMONITOR_DISK_SCHEDULES:-1000}"
export AGENTMONITOR_FUZZ_BODIES="${AGENTMONITOR_FUZZ_BODIES:-100000}"

# Kills of the real process.
export AGENTMONITOR_CRASH_ROUNDS="${AGENTMONITOR_CRASH_ROUNDS:-100}"

dotnet test AgentMonitor.sln -c Release
tests=$?
AGENTMONITOR_SCHEDULES=800 tests/faults.sh
faults=$?
echo "tests: $([ $tests = 0 ] && echo passed || echo FAILED), deliberate faults: $([ $faults = 0 ] && echo caught || echo FAILED)"
[ $tests = 0 ] && [ $faults = 0 ]
