using AgentMonitor.Load.Live;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;
using static AgentMonitor.Load.Sessions.MarkdownTable;

namespace AgentMonitor.Load.Sessions;

/// <summary>From a POST to its live event: to one client while nothing else happens, and to many under full load.</summary>
internal sealed class LivePart(SessionPlan plan)
{
    private const int IdleSamples = 60;

    // Longer than the frames of one execution take to go out, a tenth of a second apart.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(350);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (idle, busy) = await plan.OnEmptyFolderAsync(
            plan.Ours,
            async server =>
            {
                var one = new LiveRun(server.Endpoint, server.Admin, plan.Records(_ => DateTime.UtcNow), Interval);
                var idle = await one.RunAsync(IdleSamples, cancellationToken);
                var many = new ViewersRun(server.Endpoint, server.Admin, plan.Records, LoadShape.Of("single", 64, 1));
                return (idle, await many.RunAsync(plan.Viewers, plan.Measured, cancellationToken));
            },
            cancellationToken);
        plan.Expect(
            busy.IsGood,
            $"live under load: {busy.Missing} not seen, {busy.Uncounted} not counted, {busy.Gaps} gaps, {busy.Dropped} dropped, drift {busy.Drift.Records}");
        Print(
            "POST to live event, ms",
            ["", "p50", "p95", "p99", "not seen", "gaps", "dropped", "executions/s"],
            [
                ["one client, idle", .. Quantiles(idle), "0", "0", "0", ""],
                [
                    $"{plan.Viewers} clients, full ingest", .. Quantiles(busy.Latency),
                    Number(busy.Missing + busy.Uncounted), Number(busy.Gaps), Number(busy.Dropped), Number(busy.Load.Acknowledged / busy.Load.Elapsed.TotalSeconds),
                ],
            ]);
    }

    private static string[] Quantiles(LatencyHistogram latency) =>
        [Number(latency.QuantileMs(0.5), "N1"), Number(latency.QuantileMs(0.95), "N1"), Number(latency.QuantileMs(0.99), "N1")];
}
