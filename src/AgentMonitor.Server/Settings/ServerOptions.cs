namespace AgentMonitor.Server.Settings;

/// <summary>Section <c>AgentMonitor</c>: where the server listens and where it keeps its data.</summary>
internal sealed class ServerOptions
{
    /// <summary>What to listen on; several are parted by semicolons.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5210";

    public string Data { get; set; } = "data";

    /// <summary>Where browsers reach this server when it stands behind a proxy; null: where it listens.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Origins whose pages may call the API from a browser.</summary>
    public IReadOnlyList<string> CorsOrigins { get; set; } = [];

    public IEnumerable<string> Faults()
    {
        foreach (var url in Urls.Split(';'))
        {
            if (!IsHttp(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal)))
            {
                yield return "AgentMonitor:Urls (--urls) takes addresses such as http://127.0.0.1:5210.";
            }
        }

        if (string.IsNullOrWhiteSpace(Data))
        {
            yield return "AgentMonitor:Data (--data) takes the path of a folder.";
        }

        if (PublicUrl is not null && !IsHttp(PublicUrl))
        {
            yield return "AgentMonitor:PublicUrl takes an address such as https://monitor.example.org.";
        }
    }

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
