using AgentMonitor.Executions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AgentMonitor.Http.Routing;

/// <summary>Reads an id out of the path, in the form that ids are stored in; null when it cannot be one.</summary>
internal static class PathText
{
    public static string? Find(HttpContext context, string name)
    {
        if (context.Request.RouteValues[name] is not string { Length: > 0 } value)
        {
            return null;
        }

        // The server leaves %2F as it is, which makes "a/b" and "a%2Fb" look alike; the raw path tells them apart.
        var text = value.Contains('%', StringComparison.Ordinal) ? Decoded(context, value) : value;
        return ExecutionId.TryCreate(text, out var id) ? id.Value : null;
    }

    private static string Decoded(HttpContext context, string value)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        foreach (var segment in target.Split('?', 2)[0].Split('/'))
        {
            var decoded = Uri.UnescapeDataString(segment);
            if (decoded == value || decoded == value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))
            {
                return decoded;
            }
        }

        return value;
    }
}
