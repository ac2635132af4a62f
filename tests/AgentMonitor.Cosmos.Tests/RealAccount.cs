using Xunit;

namespace AgentMonitor.Cosmos.Tests;

/// <summary>The account or emulator that the contract tests are pointed at instead of the double, if any.</summary>
internal static class RealAccount
{
    public const string Variable = "AGENTMONITOR_COSMOS";

    public static string? ConnectionString { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealAccountFactAttribute : FactAttribute
{
    public RealAccountFactAttribute() =>
        Skip = RealAccount.ConnectionString is null
            ? $"skipped, because {RealAccount.Variable} holds no connection string of an account or emulator"
            : null;
}
