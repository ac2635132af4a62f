namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// Which of its members a stored header has. On disk: new ones go at the end, none is ever given another meaning.
/// </summary>
[Flags]
internal enum HeaderParts : ulong
{
    StartedAt = 1UL << 0,
    EndedAt = 1UL << 1,
    DeadlineAt = 1UL << 2,
    RequestId = 1UL << 3,

    /// <summary>An attempt other than the first.</summary>
    Attempt = 1UL << 4,
    AgentVersion = 1UL << 5,
    UserId = 1UL << 6,
    UserName = 1UL << 7,
    SessionId = 1UL << 8,
    ParentExecutionId = 1UL << 9,
    TraceId = 1UL << 10,
    SpanId = 1UL << 11,
    DurationMs = 1UL << 12,
    TtftMs = 1UL << 13,
    TimeoutMs = 1UL << 14,
    Model = 1UL << 15,
    Provider = 1UL << 16,
    TokensUsed = 1UL << 17,
    Usage = 1UL << 18,
    Cost = 1UL << 19,

    /// <summary>No value of its own: that it is there says so.</summary>
    CostComputed = 1UL << 20,
    ErrorMessage = 1UL << 21,
    ErrorType = 1UL << 22,
    ErrorFingerprint = 1UL << 23,
    Escalation = 1UL << 24,
    EscalationSeverity = 1UL << 25,
    Outcome = 1UL << 26,
    Feature = 1UL << 27,
    Variant = 1UL << 28,
    Language = 1UL << 29,
    Region = 1UL << 30,
    Environment = 1UL << 31,
    Tags = 1UL << 32,

    ClientAddressHash = 1UL << 33,
    UserAgent = 1UL << 34,

    /// <summary>What is left of a user who was forgotten.</summary>
    Erased = 1UL << 35,

    All = (1UL << 36) - 1,
}
