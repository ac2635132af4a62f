using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Ingest;

namespace AgentMonitor.Tests.Ingest;

/// <summary>Records as agents send them.</summary>
internal static class Sent
{
    public static DateTimeOffset Now { get; } = Instant("2026-10-20T10:05:00Z");

    /// <summary>Only the seeds' twelve names, with Python's isoformat.</summary>
    public const string SeedRecord = """
        {"user_id":"18717267-0000-4000-8000-000000000000","session_id":"sess_9","request_id":"req_123",
        "agent_name":"main_orchestrator","input_data":{"message":"Create flashcards"},"output_data":{"count":3},
        "execution_time_ms":2500,"tokens_used":1500,"model_used":"gpt-4o","status":"success","error_message":null,
        "created_at":"2026-10-20T10:00:00.123456"}
        """;

    public const string FullRecord = """
        {"execution_id":"run-1","request_id":"req_123","attempt":2,"agent_name":"main_orchestrator","agent_version":"1.4.2",
        "user_id":"user-1","user_name":"Ann","session_id":"sess_9","parent_execution_id":"run-0","trace_id":"t","span_id":"s",
        "status":"failure","started_at":"2026-10-20T10:00:00.000Z","ended_at":"2026-10-20T10:00:02.500Z",
        "created_at":"2026-10-20T10:00:00.000Z","execution_time_ms":2500,"ttft_ms":410,"timeout_ms":30000,
        "model_used":"gpt-4o","provider":"azure.ai.openai","tokens_used":1500,
        "usage":{"input_tokens":1200,"cache_read_tokens":800,"cache_write_tokens":1,"output_tokens":300,"reasoning_tokens":120},
        "cost_usd":0.0125,"input_data":{"message":"Create flashcards","n":[1,2.50,null]},"output_data":"none",
        "error_message":"boom","error_type":"ValueError","escalation":{"state":"pending","severity":"high"},
        "outcome":"goal_missed","feature":"flashcards","variant":"b","language":"en","region":"westeurope",
        "environment":"prod","tags":["beta","x"],"attributes":{"tenant":"t1","deep":{"a":[{"b":1}]}}}
        """;

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static JsonObject Full() => JsonNode.Parse(FullRecord)!.AsObject();

    /// <summary>A smallest valid record with these members beside it.</summary>
    public static string Record(string members) =>
        $$"""{"agent_name":"a","status":"success"{{(members.Length == 0 ? "" : ",")}}{{members}}}""";

    public static ExecutionReading Read(string text, IngestOptions? options = null) =>
        ExecutionReader.Read(Bytes(text), options ?? new IngestOptions());

    public static string Hash(string text)
    {
        var reading = Read(text);
        return reading.Faults.Count == 0
            ? reading.Draft!.ContentHash
            : throw new InvalidOperationException($"{reading.Faults[0]} in {text}");
    }

    public static Execution Execution(string text, IngestOptions? options = null) => ExecutionRules.Complete(
        Read(text, options).Draft!, new ExecutionId("id"), Now, options ?? new IngestOptions(), PriceTable.Empty);
}
