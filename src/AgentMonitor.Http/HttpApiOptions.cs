using AgentMonitor.Access;

namespace AgentMonitor.Http;

/// <summary>What a host decides about the HTTP API.</summary>
public sealed class HttpApiOptions
{
    /// <summary>Origins (<c>https://host[:port]</c>) whose pages may call the API from a browser. None by default.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary><c>AdminAuth:AllowQueryToken</c>: take <c>?admin_token=</c> too. Off by default, as URLs end up in logs.</summary>
    public bool AllowQueryToken { get; init; }

    /// <summary>Whether a process on the same machine may send executions while there is no ingest key.</summary>
    public AnonymousIngest AnonymousIngest { get; init; } = AnonymousIngest.Never;

    /// <summary>Where browsers connect for live frames, when that is not this host: http or https.</summary>
    public Uri? LiveService { get; init; }

    /// <summary>One sentence for each setting that makes no sense.</summary>
    public IEnumerable<string> Faults() => CorsOrigins
        .Where(origin => !IsOrigin(origin))
        .Select(_ => "AgentMonitor:CorsOrigins takes origins such as https://portal.example.org, without a path.");

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && !text.EndsWith('/');
}
