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
}
