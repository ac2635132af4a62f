namespace AgentMonitor.Costs;

/// <summary>Who makes a model, by its name: rollups are kept by model, whoever serves it.</summary>
public static class ModelMaker
{
    public const string Unknown = "unknown";

    // As the makers name their families; the first that fits counts.
    private static readonly (string Start, string Maker)[] Families =
    [
        ("gpt-", "openai"), ("chatgpt", "openai"), ("o1", "openai"), ("o3", "openai"), ("o4", "openai"), ("text-embedding-", "openai"), ("codex", "openai"),
        ("claude", "anthropic"), ("gemini", "google"), ("gemma", "google"), ("mistral", "mistral"), ("mixtral", "mistral"),
        ("codestral", "mistral"), ("ministral", "mistral"), ("magistral", "mistral"), ("pixtral", "mistral"), ("llama", "meta"), ("meta-llama", "meta"), ("command", "cohere"),
        ("deepseek", "deepseek"), ("qwen", "alibaba"), ("grok", "xai"), ("phi-", "microsoft"), ("nova-", "amazon"),
    ];

    public static string Of(string model)
    {
        var name = model[(model.LastIndexOf('/') + 1)..];
        foreach (var (start, maker) in Families)
        {
            if (name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return maker;
            }
        }

        return Unknown;
    }
}
