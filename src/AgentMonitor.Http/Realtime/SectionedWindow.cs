using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Routing;
using AgentMonitor.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Realtime;

/// <summary>The window and the time zone that an answer of many sections is about.</summary>
internal sealed record SectionedWindow(MetricsWindow Window, string ZoneName)
{
    public static IReadOnlyList<RouteParameter> Parameters { get; } =
    [
        .. CommonParameters.Window,
        new RouteParameter("tz", "string", "The IANA time zone that decides when today, this week and this month began; UTC by default."),
    ];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    /// <summary>Tells questions apart; the same window a minute later is the same question.</summary>
    public string Key => Window.IsOpen ? $"{Window.Length:c}|{ZoneName}" : $"{Window.From:O}|{Window.To:O}|{ZoneName}";

    /// <summary>The same, and from when; it is asked within the same minute.</summary>
    public string Question => $"{Key}|{Window.From:O}";

    /// <summary>Null: something is wrong with the parameters, and that has been answered.</summary>
    public static async Task<SectionedWindow?> ReadOrAnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query);
        var window = WindowQuery.Read(query, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var zone = WindowQuery.ReadTimeZone(query);
        if (query.Faults.Count == 0)
        {
            return new SectionedWindow(window, zone);
        }

        await ProblemAnswers.WriteAsync(context, Problem.Unprocessable(query.Faults));
        return null;
    }
}
