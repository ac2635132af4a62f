using AgentMonitor.Costs;
using AgentMonitor.Executions;

namespace AgentMonitor.Ingest;

/// <summary>
/// A record as its sender sent it: each member valid by itself, no defaults, no rules across members yet. Large and soon
/// done with: whoever has made an execution of it gives it back, and the next record of the thread is read into it.
/// </summary>
internal sealed class ExecutionDraft
{
    [ThreadStatic]
    private static ExecutionDraft? _ofThread;

    public string? ExecutionId { get; set; }

    public string? AgentName { get; set; }

    public ExecutionStatus? Status { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? RequestId { get; set; }

    public int? Attempt { get; set; }

    public string? AgentVersion { get; set; }

    public string? UserId { get; set; }

    public string? UserName { get; set; }

    public string? SessionId { get; set; }

    public string? ParentExecutionId { get; set; }

    public string? TraceId { get; set; }

    public string? SpanId { get; set; }

    public long? DurationMs { get; set; }

    public long? TtftMs { get; set; }

    public long? TimeoutMs { get; set; }

    public string? Model { get; set; }

    public string? Provider { get; set; }

    public long? TokensUsed { get; set; }

    public long? InputTokens { get; set; }

    public long? CacheReadTokens { get; set; }

    public long? CacheWriteTokens { get; set; }

    public long? OutputTokens { get; set; }

    public long? ReasoningTokens { get; set; }

    public NanoUsd? Cost { get; set; }

    public string? ErrorMessage { get; set; }

    public string? ErrorType { get; set; }

    public EscalationState? EscalationState { get; set; }

    public EscalationSeverity? EscalationSeverity { get; set; }

    public GoalOutcome? Outcome { get; set; }

    public string? Feature { get; set; }

    public string? Variant { get; set; }

    public string? Language { get; set; }

    public string? Region { get; set; }

    public string? Environment { get; set; }

    /// <summary>As it was sent, until it is hashed; never stored.</summary>
    public string? ClientAddress { get; set; }

    public string? ClientAddressHash { get; set; }

    public string? UserAgent { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];

    public ReadOnlyMemory<byte>? InputData { get; set; }

    public ReadOnlyMemory<byte>? OutputData { get; set; }

    public ReadOnlyMemory<byte>? Attributes { get; set; }

    public bool ContentTruncated { get; set; }

    public string ContentHash { get; set; } = "";

    /// <summary>An empty one.</summary>
    public static ExecutionDraft Take()
    {
        var draft = _ofThread ?? new ExecutionDraft();
        _ofThread = null;
        return draft;
    }

    public void GiveBack()
    {
        Clear();
        _ofThread = this;
    }

    private void Clear()
    {
        ExecutionId = null;
        AgentName = null;
        Status = null;
        CreatedAt = null;
        StartedAt = null;
        EndedAt = null;
        RequestId = null;
        Attempt = null;
        AgentVersion = null;
        UserId = null;
        UserName = null;
        SessionId = null;
        ParentExecutionId = null;
        TraceId = null;
        SpanId = null;
        DurationMs = null;
        TtftMs = null;
        TimeoutMs = null;
        Model = null;
        Provider = null;
        TokensUsed = null;
        InputTokens = null;
        CacheReadTokens = null;
        CacheWriteTokens = null;
        OutputTokens = null;
        ReasoningTokens = null;
        Cost = null;
        ErrorMessage = null;
        ErrorType = null;
        EscalationState = null;
        EscalationSeverity = null;
        Outcome = null;
        Feature = null;
        Variant = null;
        Language = null;
        Region = null;
        Environment = null;
        ClientAddress = null;
        ClientAddressHash = null;
        UserAgent = null;
        InputData = null;
        OutputData = null;
        Attributes = null;
        Tags = [];
        ContentTruncated = false;
        ContentHash = "";
    }
}
