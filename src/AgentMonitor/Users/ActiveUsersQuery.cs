using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Concurrency;
using AgentMonitor.Rollups;

namespace AgentMonitor.Users;

/// <summary>
/// How many users there are. Those of a window are <see cref="Unique"/>; of these, <see cref="New"/> were never seen
/// before it and <see cref="Returning"/> were.
/// </summary>
public sealed record ActiveUsers(
    long Total, long Current, long Active30M, long Today, long ThisWeek, long Unique, long New)
{
    public long Returning => Math.Max(0, Unique - New);

    /// <summary>The most in one minute of the last 24 hours, by when their executions ended.</summary>
    public required long Peak24H { get; init; }

    /// <summary>
    /// Of the window in whole hours. Who was in two regions is in both; who named none is under
    /// <see cref="ActiveUsersQuery.UnknownRegion"/>.
    /// </summary>
    public required IReadOnlyDictionary<string, long> ByRegion { get; init; }
}

/// <summary>
/// Counts who was there: finished an execution then, or had one running. The last minutes are whole ones, as those of
/// every window are.
/// </summary>
public sealed class ActiveUsersQuery(
    IUsers users, WindowReader windows, MinutePeakQuery peaks, TimeProvider clock, RetentionAges ages)
{
    public const string UnknownRegion = "unknown";

    /// <summary>Who was seen within it is there now.</summary>
    public static readonly TimeSpan Current = TimeSpan.FromMinutes(5);

    /// <summary>Who was seen within it is active.</summary>
    public static readonly TimeSpan Active = TimeSpan.FromMinutes(30);

    public static DateTimeOffset Since(DateTimeOffset now, TimeSpan span) => TimeBucket.Floor(Grain.Minute, now) - span;

    /// <summary>Whose first sight lies in the window.</summary>
    public static UserSpan NewIn(MetricsWindow window) =>
        new() { NewFrom = window.From, NewBefore = window.IsOpen ? null : window.To };

    /// <param name="zone">Decides when today and this week began.</param>
    public async ValueTask<ActiveUsers> GetAsync(
        MetricsWindow window, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return new ActiveUsers(
            await users.CountAsync(UserSpan.Ever, cancellationToken),
            await CountSinceAsync(Since(now, Current), cancellationToken),
            await CountSinceAsync(Since(now, Active), cancellationToken),
            await CountSinceAsync(LocalDay.Start(now, zone), cancellationToken),
            await CountSinceAsync(LocalDay.StartOfWeek(now, zone), cancellationToken),
            await UniqueAsync(window, now, cancellationToken),
            await users.CountAsync(NewIn(window), cancellationToken))
        {
            Peak24H = (await peaks.GetAsync(cancellationToken))?.Value ?? 0,
            ByRegion = await ByRegionAsync(WindowCover.Of(window, now, ages, Grain.Hour), cancellationToken),
        };
    }

    private ValueTask<long> CountSinceAsync(DateTimeOffset instant, CancellationToken cancellationToken) =>
        users.CountAsync(new UserSpan { SeenFrom = instant }, cancellationToken);

    // Up to now, who was seen since its beginning was seen in it. Of an earlier window the totals know who was there.
    private ValueTask<long> UniqueAsync(MetricsWindow window, DateTimeOffset now, CancellationToken cancellationToken) =>
        window.IsOpen
            ? CountSinceAsync(window.From, cancellationToken)
            : FinishedAsync(WindowCover.Of(window, now, ages), cancellationToken);

    private async ValueTask<long> FinishedAsync(WindowCover cover, CancellationToken cancellationToken)
    {
        var cells = await windows.MergeAsync(RollupScope.Agents, cover, CellFilter.Only(CellName.All), cancellationToken);
        return cells.GetValueOrDefault(CellName.All)?.Users?.Count() ?? 0;
    }

    private async ValueTask<SortedDictionary<string, long>> ByRegionAsync(
        WindowCover cover, CancellationToken cancellationToken)
    {
        var regions = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, cell) in await windows.MergeAsync(RollupScope.Audience, cover, CellFilter.Regions, cancellationToken))
        {
            if (CellName.TryRegion(name, out var region) && cell.Users?.Count() is > 0 and var count)
            {
                regions[region] = count;
            }
        }

        if (await FinishedAsync(cover, cancellationToken) - regions.Values.Sum() is > 0 and var unknown)
        {
            regions[UnknownRegion] = regions.GetValueOrDefault(UnknownRegion) + unknown;
        }

        return regions;
    }
}
