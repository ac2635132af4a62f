using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Analytics;

internal static class AnalyticsParameters
{
    public static RouteParameter Agent { get; } = new("agent", "string", "Only this agent.");

    public static RouteParameter Model { get; } = new("model", "string", "Only this model.");

    /// <summary>The window, and the zone that its hours and days are of.</summary>
    public static IReadOnlyList<RouteParameter> Calendar { get; } =
        [.. CommonParameters.Window, new RouteParameter("tz", "string", "The IANA time zone of hours and days; UTC by default.")];
}
