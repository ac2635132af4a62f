using AgentMonitor.Costs;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Metrics.Costs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Costs;

/// <summary><c>GET /api/analytics/costs</c></summary>
internal static class CostsEndpoint
{
    private const int Limit = 50;

    public static RouteShape Shape { get; } = new(typeof(CostsDto))
    {
        Query =
        [
            .. CommonParameters.Window,
            new RouteParameter("by", "string", "day, agent, user, model or feature; day by default."),
            new RouteParameter("tz", "string", "The IANA time zone whose days, weeks and months are meant; UTC by default."),
            CommonParameters.Limit(Limit),
        ],
        Problems = [422],
    };

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var zone = WindowQuery.ReadTimeZone(query);
        var limit = query.Integer("limit", Limit, 1, PageQuery.Most);
        var split = ReadSplit(query);
        if (await query.RefusesAsync(context))
        {
            return;
        }

        var calendar = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var costs = await services.GetRequiredService<CostsQuery>().GetAsync(window, split, calendar, limit, context.RequestAborted);
        var periods = await services.GetRequiredService<CostPeriodsQuery>().GetAsync(calendar, context.RequestAborted);
        await JsonAnswers.OkAsync(context, CostsDto.From(split, costs, periods, zone), WireJson.Default.CostsDto);
    }

    private static CostSplit ReadSplit(QueryReader query)
    {
        var text = query.Text("by") ?? WireEnum<CostSplit>.Name(CostSplit.Day)!;
        foreach (var split in Enum.GetValues<CostSplit>())
        {
            if (WireEnum<CostSplit>.Name(split) == text)
            {
                return split;
            }
        }

        query.Add("by", "unknown_value", "This parameter must be day, agent, user, model or feature.");
        return CostSplit.Day;
    }
}

/// <summary>Where the money of a window went, and what was spent in the periods of the calendar.</summary>
public sealed record CostsDto(
    string Status,
    CostSplit By,
    IReadOnlyList<CostRowDto> Rows,
    CostTotalDto Total,
    PreviousCostDto Previous,
    CostPeriodsDto Periods,
    WindowDto Window,
    MetaDto Meta)
{
    internal static CostsDto From(CostSplit split, CostsAnswer answer, CostPeriods periods, string zone) => new(
        "success",
        split,
        [.. answer.Rows.Select(row => CostRowDto.From(row, answer.Total.Total))],
        CostTotalDto.From(answer.Total),
        new PreviousCostDto(answer.Previous.Usd),
        CostPeriodsDto.From(periods),
        WindowDto.Of(answer.Window, answer.Resolution, zone),
        MetaDto.From(answer.AsOf, answer.Lag));
}

/// <summary>One day, agent, user, model or feature; <see cref="Share"/> of the total cost, null when that is 0.</summary>
public sealed record CostRowDto(
    string Key,
    DateTimeOffset? Start,
    decimal TotalCostUsd,
    decimal ReportedCostUsd,
    decimal ComputedCostUsd,
    long TotalRequests,
    long TotalTokens,
    TokensDto? Tokens,
    long UnpricedTokens,
    decimal? Share)
{
    internal static CostRowDto From(CostRow row, NanoUsd total) => new(
        row.Key, row.Start, row.Figures.Total.Usd, row.Figures.Reported.Usd, row.Figures.Computed.Usd, row.Figures.Requests,
        row.Figures.TokensUsed, row.Figures.Tokens is { } tokens ? TokensDto.From(tokens) : null, row.Figures.UnpricedTokens,
        total.Value == 0 ? null : Math.Round((decimal)row.Figures.Total.Value / total.Value, 4, MidpointRounding.ToEven));
}

/// <summary>Of all executions of the window, in a row or not.</summary>
public sealed record CostTotalDto(
    decimal TotalCostUsd,
    decimal ReportedCostUsd,
    decimal ComputedCostUsd,
    long TotalRequests,
    long TotalTokens,
    TokensDto? Tokens,
    long UnpricedTokens)
{
    internal static CostTotalDto From(CostFigures figures) => new(
        figures.Total.Usd, figures.Reported.Usd, figures.Computed.Usd, figures.Requests, figures.TokensUsed,
        figures.Tokens is { } tokens ? TokensDto.From(tokens) : null, figures.UnpricedTokens);
}

public sealed record PreviousCostDto(decimal TotalCostUsd);

/// <summary>
/// In USD, by the calendar of the time zone; weeks begin on Monday. <see cref="ForecastMonth"/> is what this month will
/// have cost if it goes on as it began: spent × length ÷ elapsed, null in its first 24th.
/// </summary>
public sealed record CostPeriodsDto(
    decimal Total, decimal Today, decimal ThisWeek, decimal ThisMonth, decimal LastMonth, decimal? ForecastMonth)
{
    internal static CostPeriodsDto From(CostPeriods periods) => new(
        periods.Total.Usd, periods.Today.Usd, periods.ThisWeek.Usd, periods.ThisMonth.Usd, periods.LastMonth.Usd, periods.ForecastMonth?.Usd);
}
