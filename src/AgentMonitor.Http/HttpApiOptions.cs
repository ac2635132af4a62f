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

    /// <summary>Which host this is, for whoever asks how it is.</summary>
    public HostKind Host { get; init; } = HostKind.Server;

    /// <summary>
    /// How long a request may last, streams and files included; null: as long as it takes. For hosts that do worse than
    /// break it off after a while.
    /// </summary>
    public TimeSpan? LongestRequest { get; init; }

    /// <summary>
    /// <c>AgentMonitor:Health:Dependencies:NAME</c>: addresses outside that this installation leans on, such as a model's
    /// endpoint; each is looked at every five minutes at most.
    /// </summary>
    public IReadOnlyDictionary<string, string> Dependencies { get; init; } = new Dictionary<string, string>();

    /// <summary>One sentence for each setting that makes no sense.</summary>
    public IEnumerable<string> Faults() => CorsOrigins
        .Where(origin => !IsOrigin(origin))
        .Select(_ => "AgentMonitor:CorsOrigins takes origins such as https://portal.example.org, without a path.")
        .Concat(Dependencies
            .Where(dependency => !IsName(dependency.Key) || !IsAddress(dependency.Value))
            .Select(dependency => $"AgentMonitor:Health:Dependencies:{dependency.Key} takes an address such as https://models.example.org/health under a name of lower-case letters, digits and underscores."));

    // It becomes part of a metric's name, and must not pass for one of our own parts.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= 32
        && char.IsAsciiLetterLower(name[0])
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_')
        && name is not ("store" or "feed" or "live" or "writes" or "state" or "webhook");

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && !text.EndsWith('/');
}
