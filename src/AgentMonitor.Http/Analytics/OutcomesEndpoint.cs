using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Outcomes;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Analytics;

/// <summary><c>GET /api/analytics/outcomes</c></summary>
internal static class OutcomesEndpoint
{
    public static RouteShape Shape { get; } =
        new(typeof(OutcomesDto)) { Query = CommonParameters.Window, Problems = [422] };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var answer = await services.GetRequiredService<OutcomesQuery>().GetAsync(window, context.RequestAborted);
        await JsonAnswers.OkAsync(context, OutcomesDto.From(window, answer), WireJson.Default.OutcomesDto);
    }
}

/// <summary>What was begun, what became of it, and by which feature.</summary>
/// <param name="Started">Everything that ended in the window, cancelled or not.</param>
/// <param name="GoalRate">Of those that said whether their goal was reached.</param>
public sealed record OutcomesDto(
    string Status, long Started, long GoalReached, long GoalMissed, long Unreported, decimal? GoalRate,
    IReadOnlyList<FeatureDto> Features, PreviousOutcomesDto Previous, WindowDto Window, MetaDto Meta)
{
    internal static OutcomesDto From(MetricsWindow window, OutcomesAnswer answer)
    {
        var (all, previous) = (answer.All.Totals, answer.Previous);
        var (reached, missed) = (all[Counter.GoalReached], all[Counter.GoalMissed]);
        return new OutcomesDto(
            "success", StartedOf(all), reached, missed, StartedOf(all) - reached - missed, RateOf(all),
            [.. answer.Features.Select(feature => FeatureDto.From(feature, answer.All.Users?.Count() ?? 0))],
            new PreviousOutcomesDto(StartedOf(previous), previous[Counter.GoalReached], RateOf(previous)),
            WindowDto.Of(window, answer.Resolution, "UTC"), MetaDto.From(answer.AsOf, answer.Lag));
    }

    internal static decimal? RateOf(Totals totals) => Ratio(
        totals[Counter.GoalReached], (decimal)totals[Counter.GoalReached] + totals[Counter.GoalMissed]);

    internal static decimal? Ratio(decimal part, decimal whole) =>
        whole == 0 ? null : Math.Round(part / whole, 4, MidpointRounding.ToEven);

    private static long StartedOf(Totals totals) => totals.Total + totals[Counter.Cancelled];
}

public sealed record PreviousOutcomesDto(long Started, long GoalReached, decimal? GoalRate);

/// <summary>A feature, or one of its variants, which has none itself.</summary>
/// <param name="Feature">Null in a variant.</param>
/// <param name="AdoptionRate">Its users of all users of the window.</param>
public sealed record FeatureDto(
    string? Feature, string? Variant, long TotalRequests, long UniqueUsers, decimal? AdoptionRate, long GoalReached,
    long GoalMissed, decimal? GoalRate, decimal? SuccessRate, long TotalTokens, decimal TotalCostUsd,
    IReadOnlyList<FeatureDto> Variants)
{
    internal static FeatureDto From(FeatureNumbers feature, long users) =>
        From(feature, users, feature.Name, null, [.. feature.Variants.Select(variant => From(variant, users, null, variant.Name, []))]);

    private static FeatureDto From(
        FeatureNumbers numbers, long users, string? feature, string? variant, IReadOnlyList<FeatureDto> variants)
    {
        var (totals, own) = (numbers.Numbers.Totals, numbers.Numbers.Users?.Count() ?? 0);

        // Both are estimates above a thousand, so that a part may seem greater than the whole.
        var adoption = OutcomesDto.Ratio(Math.Min(own, users), users);
        return new FeatureDto(
            feature, variant, totals.Total, own, adoption, totals[Counter.GoalReached], totals[Counter.GoalMissed],
            OutcomesDto.RateOf(totals), totals.SuccessRate, totals[Counter.TokensUsed], totals.Cost.Usd, variants);
    }
}
