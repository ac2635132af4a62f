using AgentMonitor.Executions;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Cosmos.Tests;

/// <summary>The account or emulator that the contract tests are pointed at instead of the double, if any.</summary>
internal static class RealAccount
{
    public const string Variable = "AGENTMONITOR_COSMOS";

    public static string? ConnectionString { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;
}

/// <summary>Says in every run whether the contracts were held against a real account.</summary>
public sealed class RealAccountTests
{
    [RealAccountFact]
    public async Task The_contracts_of_this_run_are_held_against_a_real_account()
    {
        var fixture = new CosmosFixture();
        var store = await fixture.OpenAsync();

        var result = Assert.Single(await store.Log.AppendAsync([Some.Execution("a")], CancellationToken.None));

        Assert.Equal(AppendOutcome.Created, result.Outcome);
        Assert.Single((await store.Feed.ReadAsync(0, 10, CancellationToken.None)).Items);
        await fixture.DisposeAsync();
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RealAccountFactAttribute : FactAttribute
    {
        public RealAccountFactAttribute() =>
            Skip = RealAccount.ConnectionString is null
                ? $"skipped, because {RealAccount.Variable} holds no connection string of an account or emulator: the contracts run against the double"
                : null;
    }
}
