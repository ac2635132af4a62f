using System.Text.Json.Serialization;
using AgentMonitor.Health.Sections;
using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using AgentMonitor.Rollups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Status;

/// <summary><c>GET /api/status/api-status</c></summary>
internal static class ApiStatusEndpoint
{
    private const int ShownHours = 24;

    public static RouteShape Shape { get; } = new(typeof(ApiStatusDto));

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var sections = new SectionSet(services.GetRequiredService<LastGood>(), "api-status", context.RequestAborted);
        var data = await sections.AskAsync("api", async stop =>
            ApiStatusDataDto.From(await services.GetRequiredService<ApiHourLedger>().ReadAsync(stop), now, ShownHours));
        await JsonAnswers.OkAsync(
            context, new ApiStatusDto("success", data, sections.State, sections.States, sections.StaleSince),
            WireJson.Default.ApiStatusDto);
    }
}

public sealed record ApiStatusDto(
    string Status,
    ApiStatusDataDto? Data,
    SectionState DataState,
    IReadOnlyDictionary<string, SectionState> Sections,
    IReadOnlyDictionary<string, DateTimeOffset> SectionsAsOf);

/// <summary>The last 24 hours: each endpoint that was called, the busiest first, and each hour of UTC, the oldest first.</summary>
public sealed record ApiStatusDataDto(
    IReadOnlyList<EndpointStatusDto> Endpoints,
    IReadOnlyList<ApiHourDto> Hours,
    [property: JsonPropertyName("usingRealData")] bool UsingRealData)
{
    internal static ApiStatusDataDto From(IReadOnlyList<ApiHour> hours, DateTimeOffset now, int count)
    {
        var byStart = hours.ToDictionary(hour => hour.Start);
        var first = TimeBucket.Floor(Grain.Hour, now).AddHours(1 - count);
        return new ApiStatusDataDto(
            [.. ApiHourLedger.Sum(hours).Select(endpoint => EndpointStatusDto.From(endpoint.Key, endpoint.Value))
                .OrderByDescending(endpoint => endpoint.Count).ThenBy(endpoint => endpoint.Name, StringComparer.Ordinal)],
            [.. Enumerable.Range(0, count).Select(index => first.AddHours(index))
                .Select(start => ApiHourDto.From(start, byStart.GetValueOrDefault(start)))],
            UsingRealData: true);
    }
}

/// <param name="Errors">Answers of 429 and from 500 on.</param>
/// <param name="Refused">All other answers from 400 on: the caller's faults.</param>
public sealed record EndpointStatusDto(
    string Name, string Endpoint, string Method, long Count, decimal? AverageMs, decimal? MaxMs, long Errors, long Refused,
    decimal? ErrorRate, DateTimeOffset LastCalledAt)
{
    internal static EndpointStatusDto From(string name, EndpointSums sums)
    {
        // One that an older version had is known by its name only.
        var route = Routes.All.FirstOrDefault(route => route.Name == name);
        return new EndpointStatusDto(
            name, route is null ? name : "/" + route.Pattern, route?.Method ?? "", sums.Count, sums.AverageMs, sums.MaxMs,
            sums.Errors, sums.Refused, sums.ErrorRate, sums.LastAt);
    }
}

public sealed record ApiHourDto(DateTimeOffset Start, long Count, long Errors, decimal? AverageMs)
{
    internal static ApiHourDto From(DateTimeOffset start, ApiHour? hour)
    {
        var sums = (hour?.Endpoints.Values ?? []).Aggregate(EndpointSums.None, (all, endpoint) => all.Plus(endpoint));
        return new ApiHourDto(start, sums.Count, sums.Errors, sums.AverageMs);
    }
}
