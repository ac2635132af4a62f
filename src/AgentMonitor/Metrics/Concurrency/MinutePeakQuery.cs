using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Concurrency;

/// <summary>
/// The most distinct users of one minute in the last 24 hours. Hours that are over are remembered, the longer the
/// older they are, so that asking every few seconds reads the current hour's minutes and few others.
/// </summary>
public sealed class MinutePeakQuery(IRollupStore store, TimeProvider clock)
{
    private const int Hours = 24;

    private static readonly TimeSpan TrustPerHour = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();

    private readonly Dictionary<DateTimeOffset, KnownHour> _known = [];

    /// <summary>Null where nobody was there.</summary>
    public async ValueTask<Peak?> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var from = TimeBucket.Floor(Grain.Minute, now).AddHours(-Hours);
        Peak? peak = null;
        foreach (var hour in await HoursAsync(now, cancellationToken))
        {
            foreach (var minute in hour.Where(minute => minute.At >= from))
            {
                peak = Peak.Greater(peak, minute);
            }
        }

        return peak;
    }

    private async ValueTask<IReadOnlyList<Peak[]>> HoursAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var current = TimeBucket.Floor(Grain.Hour, now);
        var known = Enumerable.Range(0, Hours + 1).Select(back => Find(current.AddHours(-back), now)).ToList();
        var hours = new List<Peak[]>();
        for (var back = Hours; back >= 0; back--)
        {
            if (known[back] is { } minutes)
            {
                hours.Add(minutes);
                continue;
            }

            // Neighbours that are not known either come in the same read.
            var first = back;
            while (back > 0 && known[back - 1] is null)
            {
                back--;
            }

            hours.Add(await ReadAsync(current.AddHours(-first), current.AddHours(1 - back), now, cancellationToken));
        }

        return hours;
    }

    private async ValueTask<Peak[]> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var documents = await store.ReadRangeAsync(RollupScope.Agents, Grain.Minute, from, to, cancellationToken);
        var minutes = documents.Where(document => document.Cells.ContainsKey(CellName.All))
            .Select(document => new Peak(document.Cells[CellName.All].Users?.Count() ?? 0, document.Key.Bucket.Start))
            .Where(minute => minute.Value > 0)
            .ToArray();
        var byHour = minutes.ToLookup(minute => TimeBucket.Floor(Grain.Hour, minute.At));
        for (var hour = from; hour < to; hour = hour.AddHours(1))
        {
            Keep(hour, [.. byHour[hour]], now);
        }

        return minutes;
    }

    private Peak[]? Find(DateTimeOffset hour, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _known.TryGetValue(hour, out var known) && now < known.Until ? known.Minutes : null;
        }
    }

    private void Keep(DateTimeOffset hour, Peak[] minutes, DateTimeOffset now)
    {
        var over = now - hour.AddHours(1);
        if (over <= TimeSpan.Zero)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var old in _known.Keys.Where(old => old < now.AddHours(-Hours - 2)).ToList())
            {
                _known.Remove(old);
            }

            _known[hour] = new KnownHour(minutes, now + (TrustPerHour * Math.Max(over.TotalHours, 0.1)));
        }
    }

    private sealed record KnownHour(Peak[] Minutes, DateTimeOffset Until);
}
