using System.Globalization;
using AgentMonitor.Server.Commands;

namespace AgentMonitor.Server.Hosting;

/// <summary>
/// For tests only: with <c>AGENTMONITOR_FAILPOINT=name:count</c> the store stands still when it passes that moment for
/// the count-th time, and standard error says so. The test then kills the process, having given an answer that went
/// out too early the time to arrive. Unset, which is the rule, nothing is ever asked.
/// </summary>
internal static class CrashPoint
{
    public const string Variable = "AGENTMONITOR_FAILPOINT";

    public const string Reached = "The failpoint is reached.";

    public static Action<string>? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } setting)
        {
            return null;
        }

        if (setting.Split(':') is not [var name, var times]
            || !int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            throw new CommandFailedException($"{Variable}, a setting for tests, takes name:count.");
        }

        return passed =>
        {
            if (passed == name && Interlocked.Decrement(ref count) == 0)
            {
                StandStill();
            }
        };
    }

    private static void StandStill()
    {
        Console.Error.WriteLine(Reached);
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
