using System.Globalization;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>Settings of the crash tests, from the environment.</summary>
internal static class Campaigns
{
    /// <summary><c>AGENTMONITOR_CRASH_ROUNDS</c>: how often the server is killed; 25 unless told otherwise.</summary>
    public static int Rounds => Read("AGENTMONITOR_CRASH_ROUNDS") ?? 25;

    /// <summary><c>AGENTMONITOR_POWER_CUTS</c>: how often the power goes; 15 unless told otherwise.</summary>
    public static int PowerCuts => Read("AGENTMONITOR_POWER_CUTS") ?? 15;

    /// <summary><c>AGENTMONITOR_LOST_ANSWERS</c>: how many executions are sent where answers get lost; 100 unless told otherwise.</summary>
    public static int LostAnswers => Read("AGENTMONITOR_LOST_ANSWERS") ?? 100;

    /// <summary><c>AGENTMONITOR_FROZEN_SECONDS</c>: for how long viewers are frozen at least; 10 unless told otherwise.</summary>
    public static TimeSpan FrozenTime => TimeSpan.FromSeconds(Read("AGENTMONITOR_FROZEN_SECONDS") ?? 10);

    /// <summary><c>AGENTMONITOR_OVERLOAD_SECONDS</c>: for how long more is sent than can be taken; 10 unless told otherwise.</summary>
    public static TimeSpan OverloadTime => TimeSpan.FromSeconds(Read("AGENTMONITOR_OVERLOAD_SECONDS") ?? 10);

    /// <summary>Whether the machine does nothing else, as in the full run; in the gate other tests may share its cores.</summary>
    public static bool IsAlone => OverloadTime >= TimeSpan.FromMinutes(1);

    /// <summary>What a promised time is held to: itself on a machine of its own, five times as much elsewhere.</summary>
    public static TimeSpan Allowed(TimeSpan promised) => IsAlone ? promised : 5 * promised;

    /// <summary>For what has no time of its own and only must not hang.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary><c>AGENTMONITOR_FUZZ_BODIES</c>: how many mangled bodies are sent; 10,000 unless told otherwise.</summary>
    public static int FuzzBodies => Read("AGENTMONITOR_FUZZ_BODIES") ?? 10_000;

    /// <summary><c>AGENTMONITOR_FOREIGN_BODIES</c>: how many bodies of other protocols are sent; 3,000 unless told otherwise.</summary>
    public static int ForeignBodies => Read("AGENTMONITOR_FOREIGN_BODIES") ?? 3_000;

    /// <summary><c>AGENTMONITOR_SEED</c>, to see a failure again; a new one each time unless told otherwise.</summary>
    public static int Seed => Read("AGENTMONITOR_SEED") ?? Random.Shared.Next();

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
