using System.Globalization;
using AgentMonitor.Executions;

namespace AgentMonitor.Server.Exports;

/// <summary>What is exported, and how, as the command line asks for it.</summary>
internal sealed record ExportRequest(string Format, ExecutionFilter Filter)
{
    /// <summary>The same request to a running server.</summary>
    public Uri ToAddress()
    {
        var parameters = new (string Name, string? Value)[]
        {
            ("format", Format),
            ("agent", Filter.Agent),
            ("status", Filter.Status?.ToString().ToLowerInvariant()),
            ("model", Filter.Model),
            ("user", Filter.UserId),
            ("session", Filter.SessionId),
            ("from", Text(Filter.From)),
            ("to", Text(Filter.To)),
        };
        var query = parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
        return new Uri("/api/monitoring/export?" + string.Join('&', query), UriKind.Relative);
    }

    private static string? Text(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
