using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Servers;
using static AgentMonitor.Load.Sessions.MarkdownTable;

namespace AgentMonitor.Load.Sessions;

/// <summary>As many executions as each server takes: server and yardsticks in turn, round by round, each on an empty folder.</summary>
internal sealed class PostingPart(SessionPlan plan, LoadShape shape, string title)
{
    // Until the runtime has compiled what is hot.
    private TimeSpan Warmup => plan.Measured < TimeSpan.FromSeconds(3) ? plan.Measured : TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var results = plan.Yardsticks.Prepend(plan.Ours).ToDictionary(kind => kind, _ => new List<PostingResult>());
        for (var round = 1; round <= plan.Rounds; round++)
        {
            foreach (var (kind, rounds) in results)
            {
                rounds.Add(await plan.OnEmptyFolderAsync(kind, server => MeasureAsync(server, cancellationToken), cancellationToken));
                Console.Error.WriteLine($"{title}, round {round}, {kind.Name}: {rounds[^1]}");
                plan.Expect(rounds[^1].IsGood, $"{title}, {kind.Name}, round {round}");
            }
        }

        var unit = results.FirstOrDefault(result => result.Key.Name == ServerKind.Unit).Value?.Select(result => result.Rate).Median();
        Print(
            title,
            ["server", "records/s", "least to most", "of unique id", "p50 ms", "p99 ms", "server µs/record", "generator µs/record", "RSS MB", "lag s", "turned away", "drift"],
            results.Select(result => Row(result.Key, result.Value, unit)));
    }

    private static string[] Row(ServerKind kind, List<PostingResult> rounds, double? unit)
    {
        var rate = rounds.Select(round => round.Rate).Median();
        return
        [
            kind.Name,
            Number(rate),
            $"{Number(rounds.Min(round => round.Rate))} to {Number(rounds.Max(round => round.Rate))}",
            unit is { } one ? Number(rate / one, "N2") : "",
            Number(rounds.Select(round => round.P50).Median(), "N1"),
            Number(rounds.Select(round => round.P99).Median(), "N1"),
            Number(rounds.Select(round => round.ServerMicroseconds).Median(), "N1"),
            Number(rounds.Select(round => round.GeneratorMicroseconds).Median(), "N1"),
            Number(rounds.Max(round => round.MostResidentMb)),
            Number(rounds.Select(round => round.Drift.Lag.TotalSeconds).Median(), "N1"),
            Number(rounds.Select(round => (double)round.TurnedAway).Median()),
            Number(rounds.Sum(round => Math.Abs(round.Drift.Records))),
        ];
    }

    private async Task<PostingResult> MeasureAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        await RunAsync(server, Warmup, cancellationToken);
        var before = server.Figures;
        var (load, drift) = await RunAsync(server, plan.Measured, cancellationToken);
        return new PostingResult(load, drift, plan.Measured, server.Figures.Cpu - before.Cpu, server.Figures.MostResident / 1e6);
    }

    private async Task<(LoadResult Load, Drift Drift)> RunAsync(ServerProcess server, TimeSpan measured, CancellationToken cancellationToken)
    {
        var check = await DriftCheck.StartAsync(server.Admin, cancellationToken);
        var run = new LoadRun(server.Endpoint, plan.Records(_ => DateTime.UtcNow), shape);
        var load = await run.RunAsync(() => Pace.ForTime(TimeSpan.Zero, measured), cancellationToken);
        return (load, await check.FinishAsync(load, cancellationToken));
    }
}

/// <param name="Cpu">What the server used from the first request until everything was projected and checked.</param>
internal sealed record PostingResult(LoadResult Load, Drift Drift, TimeSpan Measured, TimeSpan Cpu, double MostResidentMb)
{
    public bool IsGood => Load.IsGood && Drift.IsExact;

    public double Rate => Load.Acknowledged / Measured.TotalSeconds;

    public double P50 => Load.Measured.Latency.QuantileMs(0.5);

    public double P99 => Load.Measured.Latency.QuantileMs(0.99);

    public double ServerMicroseconds => Cpu.TotalMicroseconds / Load.Acknowledged;

    public double GeneratorMicroseconds => Load.Cpu.TotalMicroseconds / Load.Acknowledged;

    public long TurnedAway => Load.Measured.TooMany + Load.Measured.Unavailable;

    public override string ToString() => $"{Number(Rate)}/s, p99 {Number(P99, "N1")} ms, lag {Number(Drift.Lag.TotalSeconds, "N1")} s, drift {Drift.Records}";
}
