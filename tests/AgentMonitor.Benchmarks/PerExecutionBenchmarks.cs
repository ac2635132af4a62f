using AgentMonitor.Costs;
using AgentMonitor.Executions;
using BenchmarkDotNet.Attributes;

namespace AgentMonitor.Benchmarks;

/// <summary>What every execution that arrives pays for.</summary>
[MemoryDiagnoser]
public class PerExecutionBenchmarks
{
    private static readonly DateTimeOffset At = new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);
    private static readonly TokenUsage Usage = new(2_048, 1_024, 0, 280, 0);

    [Benchmark]
    public NanoUsd? PriceByName() => PriceTable.Default.Price("gpt-4o", "openai", Usage, At);

    [Benchmark]
    public NanoUsd? PriceByVendorAndDate() =>
        PriceTable.Default.Price("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "aws.bedrock", Usage, At);

    [Benchmark]
    public NanoUsd? PriceOfNoModel() => PriceTable.Default.Price("my-own-llama", null, Usage, At);

    [Benchmark]
    public string Fingerprint() =>
        ErrorFingerprint.Of("ToolError", "GET https://api.example.com/v1/runs/77 timed out after 30s for user 'ann' (req_01HV7ZK3QW)");
}
