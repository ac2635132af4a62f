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
        new("cache_read_tokens", (values, draft, node) => draft.CacheReadTokens = values.Numbers.Count(node, MostTokens)),
        new("cache_write_tokens", (values, draft, node) => draft.CacheWriteTokens = values.Numbers.Count(node, MostTokens)),
        new("input_tokens", (values, draft, node) => draft.InputTokens = values.Numbers.Count(node, MostTokens)),
        new("output_tokens", (values, draft, node) => draft.OutputTokens = values.Numbers.Count(node, MostTokens)),
        new("reasoning_tokens", (values, draft, node) => draft.ReasoningTokens = values.Numbers.Count(node, MostTokens)),
    ]);

    private static readonly FieldTable Escalation = new(
    [
        new("severity", (values, draft, node) => draft.EscalationSeverity = values.Texts.OneOf(node, WireValues.Severities)),
        new("state", (values, draft, node) => draft.EscalationState = values.Texts.OneOf(node, WireValues.EscalationStates)),
    ]);

    private static readonly FieldTable Client = new(
    [
        new("address", (values, draft, node) => draft.ClientAddress = values.Clients.Address(node) ?? draft.ClientAddress),
        new("user_agent", (values, draft, node) => draft.UserAgent = values.Clients.UserAgent(node, draft) ?? draft.UserAgent),
    ]);

    public static FieldTable Record { get; } = new(
    [
        new("agent_name", (values, draft, node) => draft.AgentName = values.Texts.KnownName(node)),
        new("agent_version", (values, draft, node) => draft.AgentVersion = values.Texts.KnownName(node)),
        new("attempt", (values, draft, node) => draft.Attempt = (int?)values.Numbers.Count(node, MostAttempts, least: 1)),
        new("attributes", (values, draft, node) => draft.Attributes = values.Attributes(node, draft)),
        new("client", (values, draft, node) => values.Members(node, Client, draft)),
        new("cost_usd", (values, draft, node) => draft.Cost = values.Numbers.Money(node, MostUsd)),
        new("created_at", (values, draft, node) => draft.CreatedAt = values.Texts.Instant(node)),
        new("ended_at", (values, draft, node) => draft.EndedAt = values.Texts.Instant(node)),
        new("environment", (values, draft, node) => draft.Environment = values.Texts.KnownName(node)),
        new("error_message", (values, draft, node) => draft.ErrorMessage = values.ErrorMessage(node, MostErrorCharacters, draft)),
        new("error_type", (values, draft, node) => draft.ErrorType = values.Texts.KnownName(node)),
        new("escalation", (values, draft, node) => values.Members(node, Escalation, draft)),
        new("execution_id", (values, draft, node) => draft.ExecutionId = values.Texts.Id(node)),
        new("execution_time_ms", (values, draft, node) => draft.DurationMs = values.Numbers.Milliseconds(node, MostMilliseconds)),
        new("feature", (values, draft, node) => draft.Feature = values.Texts.KnownName(node)),
        new("input_data", (values, draft, node) => draft.InputData = values.Content(node, draft)),
        new("language", (values, draft, node) => draft.Language = values.Texts.KnownName(node)),
        new("model_used", (values, draft, node) => draft.Model = values.Texts.KnownName(node)),
        new("outcome", (values, draft, node) => draft.Outcome = values.Texts.OneOf(node, WireValues.Outcomes)),
        new("output_data", (values, draft, node) => draft.OutputData = values.Content(node, draft)),
        new("parent_execution_id", (values, draft, node) => draft.ParentExecutionId = values.Texts.Name(node)),
        new("provider", (values, draft, node) => draft.Provider = values.Texts.KnownName(node)),
        new("region", (values, draft, node) => draft.Region = values.Texts.KnownName(node)),
        new("request_id", (values, draft, node) => draft.RequestId = values.Texts.Name(node)),
        new("session_id", (values, draft, node) => draft.SessionId = values.Texts.Name(node)),
        new("span_id", (values, draft, node) => draft.SpanId = values.Texts.Name(node)),
        new("started_at", (values, draft, node) => draft.StartedAt = values.Texts.Instant(node)),
        new("status", (values, draft, node) => draft.Status = values.Texts.OneOf(node, WireValues.Statuses)),
        new("tags", (values, draft, node) => draft.Tags = values.Texts.Tags(node)),
        new("timeout_ms", (values, draft, node) => draft.TimeoutMs = values.Numbers.Milliseconds(node, MostMilliseconds)),
        new("tokens_used", (values, draft, node) => draft.TokensUsed = values.Numbers.Count(node, MostTokens)),
        new("trace_id", (values, draft, node) => draft.TraceId = values.Texts.Name(node)),
        new("ttft_ms", (values, draft, node) => draft.TtftMs = values.Numbers.Milliseconds(node, MostMilliseconds)),
        new("usage", (values, draft, node) => values.Members(node, Usage, draft)),
        new("user_id", (values, draft, node) => draft.UserId = values.Texts.Name(node)),
        new("user_name", (values, draft, node) => draft.UserName = values.Texts.Name(node)),
        new("variant", (values, draft, node) => draft.Variant = values.Texts.KnownName(node)),
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
