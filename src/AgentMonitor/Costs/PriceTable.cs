using AgentMonitor.Executions;

namespace AgentMonitor.Costs;

/// <summary>What a million tokens of each kind cost, by model and from which day on.</summary>
public sealed class PriceTable
{
    public static PriceTable Empty { get; } = new();

    /// <summary>The cost of <paramref name="usage"/>, or null for a model without a price on that day.</summary>
    public NanoUsd? Price(string model, string? provider, TokenUsage usage, DateTimeOffset at) => null;
}
