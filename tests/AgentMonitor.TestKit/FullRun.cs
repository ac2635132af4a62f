using System.Globalization;

namespace AgentMonitor.TestKit;

/// <summary>How much the long checks do: a bounded part by default, all of it when the environment says so.</summary>
public static class FullRun
{
    /// <summary><c>AGENTMONITOR_SCHEDULES</c>: delivery schedules on stores in memory; 2,000 unless told otherwise.</summary>
    public static int Schedules => Read("AGENTMONITOR_SCHEDULES") ?? 2_000;

    /// <summary><c>AGENTMONITOR_DISK_SCHEDULES</c>: the same on a store on disk; 60 unless told otherwise.</summary>
    public static int DiskSchedules => Read("AGENTMONITOR_DISK_SCHEDULES") ?? 60;

    /// <summary><c>AGENTMONITOR_COSMOS_SCHEDULES</c>: the same through the real SDK; 12 unless told otherwise.</summary>
    public static int CosmosSchedules => Read("AGENTMONITOR_COSMOS_SCHEDULES") ?? 12;

    /// <summary><c>AGENTMONITOR_FUZZ_BODIES</c>: 10,000 unless told otherwise.</summary>
    public static int FuzzedBodies => Read("AGENTMONITOR_FUZZ_BODIES") ?? 10_000;

    /// <summary><c>AGENTMONITOR_SEED</c>, to see a failure again; a new one each time unless told otherwise.</summary>
    public static int Seed => Read("AGENTMONITOR_SEED") ?? Random.Shared.Next();

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
