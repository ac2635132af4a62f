using System.Diagnostics;

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

    /// <summary>Waits until the projection has caught up, and compares.</summary>
    public async Task<Drift> FinishAsync(LoadResult result, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await CatchUpAsync(result.Acknowledged, cancellationToken);
        var lag = watch.Elapsed;
        await Task.Delay(Settle, cancellationToken);
        return new Drift(lag, result.Acknowledged, await GrownAsync(cancellationToken), result.Unknown);
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

/// <summary>Records of requests without an answer may be there or not; any other difference is wrong.</summary>
internal sealed record Drift(TimeSpan Lag, long Acknowledged, long Counted, long Unanswered)
{
    public long Records => Counted - Acknowledged;

    public bool IsExact => Records >= 0 && Records <= Unanswered;
}
