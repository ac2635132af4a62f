using System.Text.Json.Serialization;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;

namespace AgentMonitor.Cosmos.Documents;

/// <summary>
/// An escalation, sorted by when it was raised. <see cref="Header"/> is a <see cref="KeptEscalation"/> as JSON; while
/// only a move is known the rest is missing, so that no query finds it.
/// </summary>
internal sealed record EscalationItem
{
    public required string Id { get; init; }

    public required string List { get; init; }

    public string? Order { get; init; }

    public EscalationState? State { get; init; }

    public EscalationSeverity? Severity { get; init; }

    public long? Raised { get; init; }

    public long? Taken { get; init; }

    public required string Header { get; init; }

    [JsonPropertyName("ttl")]
    public int? TimeToLive { get; init; }
}

/// <summary>What records say, and where an admin has put it; either may be there first.</summary>
internal sealed record KeptEscalation(RaisedEscalation? Own, EscalationMove? Move)
{
    [JsonIgnore]
    public EscalationEntry? Entry => Own is null ? null : new EscalationEntry(Own, Move);
}

/// <summary>What is asked of escalations to count them.</summary>
internal sealed record CountedEscalation(EscalationState State, EscalationSeverity? Severity, long Raised, long? Taken);
