using AgentMonitor.Ingest;

namespace AgentMonitor.Http.Ingest;

/// <summary>The wire's word for each outcome.</summary>
internal static class Results
{
    public static string Name(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Created => "created",
        IngestOutcome.Updated => "updated",
        IngestOutcome.Duplicate => "duplicate",
        IngestOutcome.Late => "late",
        IngestOutcome.Conflict => "conflict",
        IngestOutcome.Malformed => "malformed",
        IngestOutcome.TooLarge => "too_large",
        IngestOutcome.NotFound => "not_found",
        _ => "invalid",
    };
}
