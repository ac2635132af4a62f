using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics;
using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.Metrics.Timelines;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Analytics;

/// <summary><c>GET /api/analytics/timeline</c></summary>
internal static class TimelineEndpoint
{
    private static readonly TimeSpan MostByHour = TimeSpan.FromHours(48);

    public static RouteShape Shape { get; } = new(typeof(TimelineDto))
    {
        Query =
        [
            new RouteParameter("granularity", "string", "hour, day, week (from Monday) or month; hour up to 48 hours and day beyond by default."),
            .. AnalyticsParameters.Calendar, AnalyticsParameters.Agent, AnalyticsParameters.Model,
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var zone = WindowQuery.ReadTimeZone(query);
        var granularity = query.Choice("granularity", window.Length <= MostByHour ? Granularity.Hour : Granularity.Day);
        var request = new TimelineRequest(
            window, granularity, TimeZoneInfo.FindSystemTimeZoneById(zone), query.Name("agent"), query.Name("model"));
        if (request.IsTooFine)
        {
            query.Add(
                "granularity", "too_fine",
                $"This window would have more than {TimelineRequest.MostPoints} points; ask for granularity={WireEnum<Granularity>.Name(request.FinestThatFits)}.");
        }

        if (await query.RefusesAsync(context))
        {
            return;
        }

        var answer = await services.GetRequiredService<TimelineQuery>().GetAsync(request, context.RequestAborted);
        await JsonAnswers.OkAsync(context, TimelineDto.From(request, answer, zone), WireJson.Default.TimelineDto);
    }
}

/// <summary>A curve, the one before it, and what stands out. Counts of nothing are 0, averages of nothing null.</summary>
public sealed record TimelineDto(
    string Status,
    Granularity Granularity,
    string Timezone,
    IReadOnlyList<TimelinePointDto> Series,
    IReadOnlyList<TimelinePointDto> Previous,
    IReadOnlyList<AnomalyDto> Anomalies,
    WindowDto Window,
    MetaDto Meta)
{
    internal static TimelineDto From(TimelineRequest request, TimelineAnswer answer, string zone) => new(
        "success", request.Granularity, zone,
        [.. answer.Series.Select(TimelinePointDto.From)],
        [.. answer.Previous.Select(TimelinePointDto.From)],
        [.. answer.Anomalies.Select(AnomalyDto.From)],
        WindowDto.Of(request.Window, answer.Resolution, zone),
        MetaDto.From(answer.AsOf, answer.Lag));
}

/// <summary>One bucket; partial while it is not over.</summary>
public sealed record TimelinePointDto(
    DateTimeOffset Start,
    DateTimeOffset End,
    bool IsPartial,
    long TotalRequests,
    long Successful,
    long Failed,
    long Timeouts,
    long Cancelled,
    decimal? SuccessRate,
    long? AvgExecutionTimeMs,
    long? P50Ms,
    long? P95Ms,
    long TotalTokens,
    decimal TotalCostUsd,
    long UnpricedTokens)
{
    internal static TimelinePointDto From(TimelinePoint point)
    {
        var (totals, latency) = (point.Numbers.Totals, point.Numbers.Latency);
        return new TimelinePointDto(
            point.Start, point.End, point.IsPartial, totals.Total, totals[Counter.Success], totals.Failed,
            totals[Counter.Timeout], totals[Counter.Cancelled], totals.SuccessRate, totals.AverageDurationMs,
            latency?.Quantile(0.5), latency?.Quantile(0.95), totals[Counter.TokensUsed], totals.Cost.Usd,
            totals[Counter.UnpricedTokens]);
    }
}

/// <summary>A value beyond two standard deviations of what it was compared with.</summary>
public sealed record AnomalyDto(
    DateTimeOffset Start, SeriesMetric Metric, decimal Value, decimal Expected, decimal Deviation,
    AnomalyDirection Direction, string Baseline)
{
    internal static AnomalyDto From(Anomaly anomaly) => new(
        anomaly.Start, anomaly.Metric, anomaly.Value, anomaly.Expected, anomaly.Deviation, anomaly.Direction,
        anomaly.Baseline == BaselineKind.SameHourOfWeek ? "same_hour_of_week" : "trailing_24");
}
