namespace AgentMonitor.Rollups;

/// <summary>
/// What a rollup adds up. The numbers are stored: new ones go at the end, none is ever reused.
/// </summary>
public enum Counter
{
    Success = 0,
    Failure = 1,
    Timeout = 2,

    /// <summary>Outside the total, the rates and the latency; its tokens and cost count.</summary>
    Cancelled = 3,

    GoalReached = 4,
    GoalMissed = 5,

    /// <summary>Executions with a known duration, which averages divide by.</summary>
    Timed = 6,
    DurationMs = 7,
    TokensUsed = 8,
    InputTokens = 9,
    CacheReadTokens = 10,
    CacheWriteTokens = 11,
    OutputTokens = 12,
    ReasoningTokens = 13,

    /// <summary>Tokens of executions without a cost: unknown model, or no breakdown to price.</summary>
    UnpricedTokens = 14,

    /// <summary>Nano-USD, as senders reported it.</summary>
    ReportedCost = 15,

    /// <summary>Nano-USD, from the price table.</summary>
    ComputedCost = 16,

    /// <summary>
    /// In a minute of the audience: of the executions that ended in the document's hour, those that began in that minute
    /// (or 24 hours before their end).
    /// </summary>
    Began = 17,

    /// <summary>In a minute of the audience: executions that ended in it.</summary>
    Ended = 18,
}
