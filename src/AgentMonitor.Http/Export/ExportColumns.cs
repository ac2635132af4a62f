using AgentMonitor.Executions;
using AgentMonitor.Http.Wire;

namespace AgentMonitor.Http.Export;

/// <summary>One column of an export; its value is text, a number, an instant, a list of texts, or null.</summary>
internal sealed record ExportColumn(string Name, Func<Execution, object?> Value);

/// <summary>
/// What is exported of an execution, in every format: all its numbers and names, one flat row. Content is left out;
/// <c>GET /api/executions/{id}</c> has it.
/// </summary>
internal static class ExportColumns
{
    public static IReadOnlyList<ExportColumn> All { get; } =
    [
        new("execution_id", execution => execution.Id.Value),
        new("request_id", execution => execution.RequestId),
        new("attempt", execution => (long)execution.Attempt),
        new("agent_name", execution => execution.AgentName),
        new("agent_version", execution => execution.AgentVersion),
        new("user_id", execution => execution.UserId),
        new("user_name", execution => execution.UserName),
        new("session_id", execution => execution.SessionId),
        new("parent_execution_id", execution => execution.ParentExecutionId),
        new("trace_id", execution => execution.TraceId),
        new("span_id", execution => execution.SpanId),
        new("status", execution => WireEnum<ExecutionStatus>.Name(execution.Status)),
        new("created_at", execution => execution.CreatedAt),
        new("started_at", execution => execution.StartedAt),
        new("ended_at", execution => execution.EndedAt),
        new("received_at", execution => execution.ReceivedAt),
        new("execution_time_ms", execution => execution.DurationMs),
        new("ttft_ms", execution => execution.TtftMs),
        new("timeout_ms", execution => execution.TimeoutMs),
        new("model_used", execution => execution.Model),
        new("provider", execution => execution.Provider),
        new("tokens_used", execution => execution.TokensUsed),
        new("input_tokens", execution => execution.Usage?.Input),
        new("cache_read_tokens", execution => execution.Usage?.CacheRead),
        new("cache_write_tokens", execution => execution.Usage?.CacheWrite),
        new("output_tokens", execution => execution.Usage?.Output),
        new("reasoning_tokens", execution => execution.Usage?.Reasoning),
        new("cost_usd", execution => execution.Cost?.Usd),
        new("unpriced_tokens", execution => execution.UnpricedTokens),
        new("error_message", execution => execution.ErrorMessage),
        new("error_type", execution => execution.ErrorType),
        new("fingerprint", execution => execution.ErrorFingerprint),
        new("escalation_state", execution => WireEnum<EscalationState>.Name(execution.Escalation?.State)),
        new("escalation_severity", execution => WireEnum<EscalationSeverity>.Name(execution.Escalation?.Severity)),
        new("outcome", execution => WireEnum<GoalOutcome>.Name(execution.Outcome)),
        new("feature", execution => execution.Feature),
        new("variant", execution => execution.Variant),
        new("language", execution => execution.Language),
        new("region", execution => execution.Region),
        new("environment", execution => execution.Environment),
        new("tags", execution => execution.Tags),
        new("flags", execution => WireFlags.Of(execution.Flags)),
    ];
}
