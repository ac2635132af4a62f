using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Servers;
using static AgentMonitor.Load.Sessions.MarkdownTable;

namespace AgentMonitor.Load.Sessions;

/// <summary>Given rates: whether they are taken, how far the projection falls behind, and what it does to memory.</summary>
internal sealed class SteadyPart(SessionPlan plan)
{
    private static readonly TimeSpan InArrays = TimeSpan.FromSeconds(20);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string[][] rows =
        [
            await RowAsync("1,000 a second, one by one", LoadShape.Of("single", 64, 1), 1_000, plan.Steady, cancellationToken),
            await RowAsync("40,000 a second, in arrays of 100", LoadShape.Of("array", 64, 100), 40_000, InArrays, cancellationToken),
        ];
        Print(
            "At a given rate (latency from when a request was due)",
            ["rate", "seconds", "taken/s", "turned away", "p50 ms", "p99 ms", "p99.9 ms", "lag s", "RSS MB most", "RSS MB at the end", "of it private", "drift"],
            rows);
    }

    private Task<string[]> RowAsync(string name, LoadShape shape, double rate, TimeSpan duration, CancellationToken cancellationToken) =>
        plan.OnEmptyFolderAsync(plan.Ours, server => RowAsync(server, name, shape, rate, duration, cancellationToken), cancellationToken);

    private async Task<string[]> RowAsync(
        ServerProcess server, string name, LoadShape shape, double rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var memory = MemoryWatch.Start(server.Id);
        var check = await DriftCheck.StartAsync(server.Admin, cancellationToken);
        var run = new SteadyRun(server.Endpoint, plan.Records(_ => DateTime.UtcNow), shape, rate);
        var load = await run.RunAsync(duration, cancellationToken);
        var drift = await check.FinishAsync(load, cancellationToken);
        plan.Expect(load.IsGood && drift.IsExact, name);
        Console.Error.WriteLine($"{name}: RSS {memory}");
        var tally = load.Measured;
        return
        [
            name,
            Number(duration.TotalSeconds),
            Number(load.Acknowledged / load.Elapsed.TotalSeconds),
            Number(tally.TooMany + tally.Unavailable),
            Number(tally.Latency.QuantileMs(0.5), "N1"),
            Number(tally.Latency.QuantileMs(0.99), "N1"),
            Number(tally.Latency.QuantileMs(0.999), "N1"),
            Number(drift.Lag.TotalSeconds, "N1"),
            Number(memory.MostMb),
            Number(memory.LastMb),
            Number(memory.LastPrivateMb),
            Number(drift.Records),
        ];
    }
}
