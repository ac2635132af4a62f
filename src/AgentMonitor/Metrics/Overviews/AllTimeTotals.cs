using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Overviews;

/// <summary>
/// Totals since the beginning. Days before yesterday are added up once and remembered until this process saves
/// something of one of them; what another process saves shows within <see cref="Trust"/>.
/// </summary>
public sealed class AllTimeTotals(MetricsQuery metrics, SavedDays saved, TimeProvider clock)
{
    public static readonly TimeSpan Trust = TimeSpan.FromMinutes(10);

    private const int MostKept = 256;

    private static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();

    private readonly Dictionary<MetricsRequest, Kept> _kept = [];

    /// <summary>Whatever the request's window, its filters count.</summary>
    public async ValueTask<Totals> GetAsync(MetricsRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var yesterday = TimeBucket.Floor(Grain.Day, now).AddDays(-1);
        var before = request with { Window = MetricsWindow.Between(Beginning, yesterday, now) };

        // Before it is read, so that what is saved meanwhile makes it be read again.
        var turn = saved.Turn;
        if (Find(before, turn, now) is not { } old)
        {
            old = (await metrics.SummaryAsync(before, cancellationToken)).Totals;
            Keep(before, new Kept(turn, now, old));
        }

        var totals = new Totals();
        totals.Merge(old);
        totals.Merge((await metrics.SummaryAsync(
            request with { Window = MetricsWindow.Between(yesterday, now, now) }, cancellationToken)).Totals);
        return totals;
    }

    private Totals? Find(MetricsRequest request, long turn, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(request, out var kept) && kept.Turn == turn && now - kept.ReadAt < Trust ? kept.Totals : null;
        }
    }

    private void Keep(MetricsRequest request, Kept kept)
    {
        lock (_gate)
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            _kept[request] = kept;
        }
    }

    private sealed record Kept(long Turn, DateTimeOffset ReadAt, Totals Totals);
}
