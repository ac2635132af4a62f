namespace AgentMonitor.Load.Wire;

/// <summary>Where the server is, and the ingest key or token it is shown, if any. Plain HTTP only.</summary>
internal sealed record Endpoint(Uri Url, string? Token)
{
    public static Endpoint Of(string url, string? token)
    {
        var parsed = new Uri(url, UriKind.Absolute);
        return parsed.Scheme == Uri.UriSchemeHttp
            ? new Endpoint(parsed, token)
            : throw new ArgumentException("Only http:// URLs can be loaded; put a TLS proxy's inner address here.");
    }

    /// <summary>The request line and the headers every request has, without the empty line that ends them.</summary>
    public string Head(string method, string path) =>
        $"{method} {path} HTTP/1.1\r\nHost: {Url.Authority}\r\n" + (Token is null ? "" : $"Authorization: Bearer {Token}\r\n");
}
