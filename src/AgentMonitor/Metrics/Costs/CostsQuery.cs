using AgentMonitor.Costs;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Costs;

/// <summary>What costs are told apart by.</summary>
public enum CostSplit
{
    /// <summary>Days of the asker's calendar.</summary>
    Day,
    Agent,
    User,
    Model,
    Feature,
}

/// <summary>What some executions cost, and the tokens that nobody knows the cost of.</summary>
/// <param name="Tokens">By kind; null where they are not kept.</param>
public sealed record CostFigures(NanoUsd Reported, NanoUsd Computed, long UnpricedTokens, long Requests, long TokensUsed, Totals? Tokens)
{
    public NanoUsd Total { get; } = new(Totals.Saturated(Reported.Value, Computed.Value));

    internal static CostFigures Of(Totals totals) => new(
        new NanoUsd(totals[Counter.ReportedCost]), new NanoUsd(totals[Counter.ComputedCost]),
        totals[Counter.UnpricedTokens], totals.Total, totals[Counter.TokensUsed], totals);

    internal static CostFigures Of(UserFigures figures) => new(
        figures.ReportedCost, new NanoUsd(figures.Cost.Value - figures.ReportedCost.Value),
        figures.UnpricedTokens, figures.Total, figures.Tokens, Tokens: null);
}

/// <param name="Start">Of a day.</param>
public sealed record CostRow(string Key, DateTimeOffset? Start, CostFigures Figures);

/// <param name="Window">As asked, or the whole days of the calendar that hold it.</param>
/// <param name="Total">Of all executions, those that belong to no row among them.</param>
public sealed record CostsAnswer(
    MetricsWindow Window, IReadOnlyList<CostRow> Rows, CostFigures Total, NanoUsd Previous, Grain Resolution, DateTimeOffset AsOf, TimeSpan Lag);

/// <summary>
/// Where the money of a window went. By agent and model it is exact to the minute, by day to the quarter of an hour; by
/// user and feature the window is widened to whole hours.
/// </summary>
public sealed class CostsQuery(
    WindowReader windows, SeriesReader series, TopUsersQuery users, IFeedProgress progress, TimeProvider clock, RetentionAges ages)
{
    public async ValueTask<CostsAnswer> GetAsync(
        MetricsWindow window, CostSplit split, TimeZoneInfo zone, int limit, CancellationToken cancellationToken)
    {
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        if (split == CostSplit.Day)
        {
            return await ByDayAsync(window, zone, limit, asOf, lag, cancellationToken);
        }

        var finest = split is CostSplit.User or CostSplit.Feature ? Grain.Hour : Grain.Minute;
        var cover = Cover(window, finest);
        var rows = await RowsAsync(window, split, cover, cancellationToken);
        return new CostsAnswer(
            window,
            [.. rows.OrderByDescending(row => row.Figures.Total).ThenByDescending(row => row.Figures.UnpricedTokens)
                .ThenBy(row => row.Key, StringComparer.Ordinal).Take(limit)],
            CostFigures.Of(await TotalsAsync(cover, cancellationToken)),
            (await TotalsAsync(Cover(window.Previous, finest), cancellationToken)).Cost,
            cover.Resolution, asOf, lag);
    }

    // The newest days, should there be too many.
    private async ValueTask<CostsAnswer> ByDayAsync(
        MetricsWindow window, TimeZoneInfo zone, int limit, DateTimeOffset asOf, TimeSpan lag, CancellationToken cancellationToken)
    {
        var (now, to) = (clock.GetUtcNow(), window.To > window.From ? window.To : window.From.AddTicks(1));
        var days = LocalBuckets.Of(zone, Granularity.Day, window.From, to);
        var whole = MetricsWindow.Between(days[0].Start, days[^1].End, now);
        var before = LocalBuckets.Of(zone, Granularity.Day, days[0].Start, days[0].Start.AddTicks(1), days.Count).SkipLast(1).ToList();
        var totals = (await series.ReadTotalsAsync(SeriesSource.Of(null, null), days, cancellationToken)).Cells;
        var previous = (await series.ReadTotalsAsync(SeriesSource.Of(null, null), before, cancellationToken)).Cells;
        var rows = days.Zip(totals).Select(day => new CostRow(
            day.First.Local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), day.First.Start,
            CostFigures.Of(day.Second.Totals))).ToList();
        return new CostsAnswer(
            whole, [.. rows.TakeLast(limit)], CostFigures.Of(Sum(totals)), Sum(previous).Cost, Grain.Minute, asOf, lag);
    }

    private async ValueTask<IEnumerable<CostRow>> RowsAsync(
        MetricsWindow window, CostSplit split, WindowCover cover, CancellationToken cancellationToken)
    {
        if (split == CostSplit.User)
        {
            var all = await users.GetAsync(window, UserOrder.Cost, int.MaxValue, cancellationToken);
            return all.Users.Select(user => new CostRow(user.UserId, null, CostFigures.Of(user.Figures)));
        }

        var (scope, filter) = split switch
        {
            CostSplit.Agent => (RollupScope.Agents, CellFilter.All),
            CostSplit.Model => (RollupScope.Models, CellFilter.Models),
            _ => (RollupScope.Features, CellFilter.All),
        };
        var cells = await windows.MergeAsync(scope, cover, filter, cancellationToken);
        return cells.Where(cell => cell.Key != CellName.All && CellName.Split(cell.Key).Second is null)
            .Select(cell => new CostRow(cell.Key, null, CostFigures.Of(cell.Value.Totals)));
    }

    private WindowCover Cover(MetricsWindow window, Grain finest) => WindowCover.Of(window, clock.GetUtcNow(), ages, finest);

    private async ValueTask<Totals> TotalsAsync(WindowCover cover, CancellationToken cancellationToken)
    {
        var cells = await windows.MergeAsync(RollupScope.Agents, cover, CellFilter.Only(CellName.All), cancellationToken);
        return (cells.GetValueOrDefault(CellName.All) ?? new Rollup()).Totals;
    }

    private static Totals Sum(IEnumerable<Rollup> cells)
    {
        var sum = new Totals();
        foreach (var cell in cells)
        {
            sum.Merge(cell.Totals);
        }

        return sum;
    }
}
