using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Overviews;

/// <summary>
/// Totals since the beginning. Days before yesterday are added up once in a while and remembered: what arrives for one
/// of them shows within <see cref="Trust"/>.
/// </summary>
public sealed class AllTimeTotals(MetricsQuery metrics, TimeProvider clock)
{
    public static readonly TimeSpan Trust = TimeSpan.FromMinutes(10);

    private const int MostKept = 256;

    private static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();

    private readonly Dictionary<MetricsRequest, (DateTimeOffset ReadAt, Totals Totals)> _kept = [];

    /// <summary>Whatever the request's window, its filters count.</summary>
    public async ValueTask<Totals> GetAsync(MetricsRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var yesterday = TimeBucket.Floor(Grain.Day, now).AddDays(-1);
        var before = request with { Window = MetricsWindow.Between(Beginning, yesterday, now) };
        if (Find(before, now) is not { } old)
        {
            old = (await metrics.SummaryAsync(before, cancellationToken)).Totals;
            Keep(before, old, now);
        }

        var totals = new Totals();
        totals.Merge(old);
        totals.Merge((await metrics.SummaryAsync(
            request with { Window = MetricsWindow.Between(yesterday, now, now) }, cancellationToken)).Totals);
        return totals;
    }

    private Totals? Find(MetricsRequest request, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(request, out var kept) && now - kept.ReadAt < Trust ? kept.Totals : null;
        }
    }

    private void Keep(MetricsRequest request, Totals totals, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            _kept[request] = (now, totals);
        }
    }
}
