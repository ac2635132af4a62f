using System.Globalization;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>Settings of the crash tests, from the environment.</summary>
internal static class Campaigns
{
    /// <summary><c>AGENTMONITOR_CRASH_ROUNDS</c>: how often the server is killed; 25 unless told otherwise.</summary>
    public static int Rounds => Read("AGENTMONITOR_CRASH_ROUNDS") ?? 25;

    /// <summary><c>AGENTMONITOR_POWER_CUTS</c>: how often the power goes; 15 unless told otherwise.</summary>
    public static int PowerCuts => Read("AGENTMONITOR_POWER_CUTS") ?? 15;

    /// <summary><c>AGENTMONITOR_SEED</c>, to see a failure again; a new one each time unless told otherwise.</summary>
    public static int Seed => Read("AGENTMONITOR_SEED") ?? Random.Shared.Next();

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
