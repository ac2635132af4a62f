using System.Text.Json.Serialization;

namespace AgentMonitor.Executions;

/// <summary>
/// Tokens by kind. As in OpenTelemetry's GenAI conventions, <see cref="Input"/> includes the cached ones and
/// <see cref="Output"/> the reasoning ones.
/// </summary>
public sealed record TokenUsage(long Input, long CacheRead, long CacheWrite, long Output, long Reasoning)
{
    [JsonIgnore]
    public long Total => Input + Output;
}
