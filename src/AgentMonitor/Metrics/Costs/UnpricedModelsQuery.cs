using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Costs;

public sealed record UnpricedModel(string Model, long UnpricedTokens, long Executions);

/// <summary>The models whose tokens are not all priced, of the last 30 days: those that want a price entry.</summary>
public sealed class UnpricedModelsQuery(WindowReader windows, TimeProvider clock, RetentionAges ages)
{
    private const int Days = 30;

    public async ValueTask<IReadOnlyList<UnpricedModel>> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var cover = WindowCover.Of(MetricsWindow.LastHours(Days * 24, now), now, ages, Grain.Hour);
        var models = await windows.MergeAsync(RollupScope.Models, cover, CellFilter.Models, cancellationToken);
        return [.. models.Where(model => model.Value.Totals[Counter.UnpricedTokens] > 0)
            .Select(model => new UnpricedModel(
                model.Key, model.Value.Totals[Counter.UnpricedTokens], model.Value.Totals.Total + model.Value.Totals[Counter.Cancelled]))
            .OrderByDescending(model => model.UnpricedTokens).ThenBy(model => model.Model, StringComparer.Ordinal)];
    }
}
