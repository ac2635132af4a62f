using AgentMonitor.Executions;

namespace AgentMonitor.Http.Escalations;

/// <summary>The words of the wire that an escalation may be asked by; null for any other text.</summary>
internal static class EscalationWords
{
    public const string StatesSentence = "This must be pending, in_progress or resolved.";

    public static EscalationState? State(string? word) => word switch
    {
        "pending" => EscalationState.Pending,
        "in_progress" => EscalationState.InProgress,
        "resolved" => EscalationState.Resolved,
        _ => null,
    };

    public static EscalationSeverity? Severity(string? word) => word switch
    {
        "low" => EscalationSeverity.Low,
        "normal" => EscalationSeverity.Normal,
        "high" => EscalationSeverity.High,
        "critical" => EscalationSeverity.Critical,
        _ => null,
    };
}
