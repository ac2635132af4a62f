namespace AgentMonitor.Costs;

/// <summary>Providers are called by many names: <c>azure</c>, <c>azure.ai.openai</c>, <c>Azure OpenAI</c> are one.</summary>
internal static class ProviderName
{
    // As OpenTelemetry's gen_ai.provider.name and common client libraries spell them; the first that fits counts.
    private static readonly (string Part, string Name)[] Known =
    [
        ("azure", "azure"), ("bedrock", "aws"), ("aws", "aws"), ("amazon", "aws"), ("vertex", "google"), ("gemini", "google"),
        ("gcp", "google"), ("google", "google"), ("anthropic", "anthropic"), ("mistral", "mistral"), ("openai", "openai"),
    ];

    /// <summary>A price without a provider fits any; one with a provider fits that one alone, an unknown one not at all.</summary>
    public static bool Fits(string? priced, string? reported) =>
        priced is null || (reported is not null && Plain(priced).Equals(Plain(reported), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string provider)
    {
        foreach (var (part, name) in Known)
        {
            if (provider.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        return provider.Trim();
    }
}
