namespace AgentMonitor.Server.Tests;

/// <summary>The public trace under tests/data, and what is known of it.</summary>
internal static class AzureTrace
{
    public const int Requests = 8_819;

    public const long InputTokens = 18_059_974;

    public const long OutputTokens = 245_896;

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "data", "azure-llm-inference-2023-code.csv");
}
