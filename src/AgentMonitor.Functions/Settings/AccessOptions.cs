using AgentMonitor.Access;

namespace AgentMonitor.Functions.Settings;

/// <summary>
/// Section <c>AgentMonitor:Access</c>, with <c>ADMIN_TOKEN</c> and <c>ADMIN_TOKEN_PREVIOUS</c> beside it. A bad admin
/// token is no fault of the settings here: admin routes answer 503 with the sentence, and the feed keeps running.
/// </summary>
public sealed class AccessOptions
{
    public string? AdminToken { get; set; }

    public string? PreviousAdminToken { get; set; }

    /// <summary>By a sender's name, the SHA-256 of its key in 64 hexadecimal digits; the keys themselves are nowhere.</summary>
    public Dictionary<string, string> IngestKeys { get; set; } = [];

    public AdminTokens ToAdminTokens() => AdminTokens.From(AdminToken, PreviousAdminToken);

    public IngestKeys ToIngestKeys() => new(IngestKeys.Values.Select(TokenHash.FindParsed).OfType<TokenHash>());

    public IEnumerable<string> Faults() => IngestKeys
        .Where(key => TokenHash.FindParsed(key.Value) is null)
        .Select(key => $"AgentMonitor:Access:IngestKeys:{key.Key} takes the SHA-256 of a key as 64 hexadecimal digits; `printf %s KEY | sha256sum` prints it.");
}
