using AgentMonitor.Http.Routing;

namespace AgentMonitor.Http.Admin;

internal static class CommonParameters
{
    public static IReadOnlyList<RouteParameter> Window { get; } =
    [
        new("hours", "integer", "The last hours, 1 to 8760; 24 by default."),
        new("from", "string", "Instead of hours: the beginning, as an RFC 3339 time."),
        new("to", "string", "With from: the end; now by default."),
    ];

    private static readonly RouteParameter Cursor = new("cursor", "string", "next_cursor of the page before.");

    public static RouteParameter Limit(int otherwise) => new("limit", "integer", $"1 to {PageQuery.Most}; {otherwise} by default.");

    /// <summary>What <see cref="PageQuery"/> reads.</summary>
    public static IReadOnlyList<RouteParameter> Page(int otherwise) => [Limit(otherwise), Cursor];
}
