using System.Diagnostics;
using AgentMonitor.Load.Measure;

namespace AgentMonitor.Load.Runs;

/// <summary>
/// Compares what the rollups grew by with what was acknowledged. True only while nobody else posts. The window begins
/// at a fixed minute, so that nothing falls out of it meanwhile.
/// </summary>
internal sealed class DriftCheck
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Long enough for a record counted twice to show.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    private readonly AdminApi _admin;

    private readonly DateTimeOffset _from;

    private readonly long _before;

    private DriftCheck(AdminApi admin, DateTimeOffset from, long before) => (_admin, _from, _before) = (admin, from, before);

    public static async Task<DriftCheck> StartAsync(AdminApi admin, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        var from = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(-26);
        return new DriftCheck(admin, from, await admin.TotalSinceAsync(from, cancellationToken));
    }

    /// <summary>Waits for the projection, prints the drift, and answers whether the totals are right.</summary>
    public async Task<bool> FinishAsync(LoadResult result, CancellationToken cancellationToken)
    {
        var acknowledged = result.Warmup.Acknowledged + result.Measured.Acknowledged;
        var unknown = result.Warmup.Unknown + result.Measured.Unknown;
        var watch = Stopwatch.StartNew();
        await CatchUpAsync(acknowledged, cancellationToken);
        LoadReport.Line("projection lag, s", watch.Elapsed.TotalSeconds, "N2");

        await Task.Delay(Settle, cancellationToken);
        var grown = await GrownAsync(cancellationToken);
        var drift = grown - acknowledged;
        LoadReport.Line("acknowledged", acknowledged, "N0");
        LoadReport.Line("counted", grown, "N0");
        LoadReport.Line("unanswered", unknown, "N0");
        LoadReport.Line("drift", drift, "N0");
        return drift >= 0 && drift <= unknown;
    }

    private async Task CatchUpAsync(long expected, CancellationToken cancellationToken)
    {
        var (grown, progress) = (await GrownAsync(cancellationToken), Stopwatch.StartNew());
        while (grown < expected && progress.Elapsed < Patience)
        {
            await Task.Delay(Poll, cancellationToken);
            var next = await GrownAsync(cancellationToken);
            if (next != grown)
            {
                (grown, progress) = (next, Stopwatch.StartNew());
            }
        }

    }

    private async Task<long> GrownAsync(CancellationToken cancellationToken) =>
        await _admin.TotalSinceAsync(_from, cancellationToken) - _before;
}
