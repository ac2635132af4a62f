using AgentMonitor.Executions;

namespace AgentMonitor.Ingest;

/// <summary>
/// The members of a record and what each may hold. Tokens go up to ten thousand million, durations to as many
/// milliseconds (115 days; fractions are rounded), a cost to a million dollars.
/// </summary>
internal static class ExecutionFields
{
    public const long MostTokens = 10_000_000_000;
    public const long MostMilliseconds = 10_000_000_000;
    public const long MostUsd = 1_000_000;
    public const int MostAttempts = 1_000_000;
    public const int MostErrorCharacters = 8 * 1024;

    private static readonly FieldTable Usage = new(
    [
        new("cache_read_tokens", (values, draft, node) => draft.CacheReadTokens = values.Count(node, MostTokens)),
        new("cache_write_tokens", (values, draft, node) => draft.CacheWriteTokens = values.Count(node, MostTokens)),
        new("input_tokens", (values, draft, node) => draft.InputTokens = values.Count(node, MostTokens)),
        new("output_tokens", (values, draft, node) => draft.OutputTokens = values.Count(node, MostTokens)),
        new("reasoning_tokens", (values, draft, node) => draft.ReasoningTokens = values.Count(node, MostTokens)),
    ]);

    private static readonly FieldTable Escalation = new(
    [
        new("severity", (values, draft, node) => draft.EscalationSeverity = values.OneOf(node, WireValues.Severities)),
        new("state", (values, draft, node) => draft.EscalationState = values.OneOf(node, WireValues.EscalationStates)),
    ]);

    public static FieldTable Record { get; } = new(
    [
        new("agent_name", (values, draft, node) => draft.AgentName = values.Name(node)),
        new("agent_version", (values, draft, node) => draft.AgentVersion = values.Name(node)),
        new("attempt", (values, draft, node) => draft.Attempt = (int?)values.Count(node, MostAttempts, least: 1)),
        new("attributes", (values, draft, node) => draft.Attributes = values.Attributes(node, draft)),
        new("cost_usd", (values, draft, node) => draft.Cost = values.Money(node, MostUsd)),
        new("created_at", (values, draft, node) => draft.CreatedAt = values.Instant(node)),
        new("ended_at", (values, draft, node) => draft.EndedAt = values.Instant(node)),
        new("environment", (values, draft, node) => draft.Environment = values.Name(node)),
        new("error_message", (values, draft, node) => draft.ErrorMessage = values.LongText(node, MostErrorCharacters, draft)),
        new("error_type", (values, draft, node) => draft.ErrorType = values.Name(node)),
        new("escalation", (values, draft, node) => values.Members(node, Escalation, draft)),
        new("execution_id", (values, draft, node) => draft.ExecutionId = values.Id(node)),
        new("execution_time_ms", (values, draft, node) => draft.DurationMs = values.Milliseconds(node, MostMilliseconds)),
        new("feature", (values, draft, node) => draft.Feature = values.Name(node)),
        new("input_data", (values, draft, node) => draft.InputData = values.Content(node, draft)),
        new("language", (values, draft, node) => draft.Language = values.Name(node)),
        new("model_used", (values, draft, node) => draft.Model = values.Name(node)),
        new("outcome", (values, draft, node) => draft.Outcome = values.OneOf(node, WireValues.Outcomes)),
        new("output_data", (values, draft, node) => draft.OutputData = values.Content(node, draft)),
        new("parent_execution_id", (values, draft, node) => draft.ParentExecutionId = values.Name(node)),
        new("provider", (values, draft, node) => draft.Provider = values.Name(node)),
        new("region", (values, draft, node) => draft.Region = values.Name(node)),
        new("request_id", (values, draft, node) => draft.RequestId = values.Name(node)),
        new("session_id", (values, draft, node) => draft.SessionId = values.Name(node)),
        new("span_id", (values, draft, node) => draft.SpanId = values.Name(node)),
        new("started_at", (values, draft, node) => draft.StartedAt = values.Instant(node)),
        new("status", (values, draft, node) => draft.Status = values.OneOf(node, WireValues.Statuses)),
        new("tags", (values, draft, node) => draft.Tags = values.Tags(node)),
        new("timeout_ms", (values, draft, node) => draft.TimeoutMs = values.Milliseconds(node, MostMilliseconds)),
        new("tokens_used", (values, draft, node) => draft.TokensUsed = values.Count(node, MostTokens)),
        new("trace_id", (values, draft, node) => draft.TraceId = values.Name(node)),
        new("ttft_ms", (values, draft, node) => draft.TtftMs = values.Milliseconds(node, MostMilliseconds)),
        new("usage", (values, draft, node) => values.Members(node, Usage, draft)),
        new("user_id", (values, draft, node) => draft.UserId = values.Name(node)),
        new("user_name", (values, draft, node) => draft.UserName = values.Name(node)),
        new("variant", (values, draft, node) => draft.Variant = values.Name(node)),
    ]);
}

/// <summary>The words of the wire, in the order of their enums.</summary>
internal static class WireValues
{
    public static WireWords<ExecutionStatus> Statuses { get; } = new("running", "success", "failure", "timeout", "cancelled");

    public static WireWords<EscalationState> EscalationStates { get; } = new("none", "pending", "in_progress", "resolved");

    public static WireWords<EscalationSeverity> Severities { get; } = new("low", "normal", "high", "critical");

    public static WireWords<GoalOutcome> Outcomes { get; } = new("goal_reached", "goal_missed");
}
