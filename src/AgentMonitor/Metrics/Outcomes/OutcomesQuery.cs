using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Outcomes;

/// <summary>A feature's numbers, or those of one of its variants.</summary>
public sealed record FeatureNumbers(string Name, Rollup Numbers, IReadOnlyList<FeatureNumbers> Variants);

/// <param name="All">Every execution of the window, with or without a feature.</param>
public sealed record OutcomesAnswer(
    Rollup All, Totals Previous, IReadOnlyList<FeatureNumbers> Features, Grain Resolution, DateTimeOffset AsOf, TimeSpan Lag);

/// <summary>Whether goals were reached, and which features are used: by hours and days of UTC.</summary>
public sealed class OutcomesQuery(WindowReader windows, IFeedProgress progress, TimeProvider clock, RetentionAges ages)
{
    /// <summary>The window is widened to whole hours.</summary>
    public async ValueTask<OutcomesAnswer> GetAsync(MetricsWindow window, CancellationToken cancellationToken)
    {
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var cover = Cover(window);
        var features = await windows.MergeAsync(RollupScope.Features, cover, CellFilter.All, cancellationToken);
        return new OutcomesAnswer(
            await AllAsync(cover, cancellationToken),
            (await AllAsync(Cover(window.Previous), cancellationToken)).Totals,
            Features(features), cover.Resolution, asOf, lag);
    }

    private WindowCover Cover(MetricsWindow window) => WindowCover.Of(window, clock.GetUtcNow(), ages, Grain.Hour);

    private async ValueTask<Rollup> AllAsync(WindowCover cover, CancellationToken cancellationToken) =>
        (await windows.MergeAsync(RollupScope.Agents, cover, CellFilter.Only(CellName.All), cancellationToken))
            .GetValueOrDefault(CellName.All) ?? new Rollup();

    // The busiest first.
    private static List<FeatureNumbers> Features(IReadOnlyDictionary<string, Rollup> cells)
    {
        var variants = cells.Select(cell => (Name: CellName.Split(cell.Key), Numbers: cell.Value))
            .Where(cell => cell.Name.Second is not null)
            .ToLookup(cell => cell.Name.First, cell => new FeatureNumbers(cell.Name.Second!, cell.Numbers, []), StringComparer.Ordinal);
        return Sorted(cells.Select(cell => (Name: CellName.Split(cell.Key), Numbers: cell.Value))
            .Where(cell => cell.Name.Second is null)
            .Select(cell => new FeatureNumbers(cell.Name.First, cell.Numbers, Sorted(variants[cell.Name.First]))));
    }

    private static List<FeatureNumbers> Sorted(IEnumerable<FeatureNumbers> numbers) =>
        [.. numbers.OrderByDescending(feature => feature.Numbers.Totals.Total).ThenBy(feature => feature.Name, StringComparer.Ordinal)];
}
