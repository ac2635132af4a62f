using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// An execution as it is stored, its content apart: a version, which members follow, and the members in a fixed
/// order. Instants are ticks, all but the first as the way from the time of receipt.
/// </summary>
internal static class HeaderWriter
{
    public const int Version = 1;

    public static void Write(Execution execution, CompactWriter into)
    {
        into.WriteUnsigned(Version);
        into.WriteUnsigned((ulong)PartsOf(execution));
        into.WriteString(execution.Id.Value);
        into.WriteString(execution.AgentName);
        into.WriteUnsigned((ulong)execution.Status);
        into.WriteUnsigned((ulong)execution.Flags);
        into.WriteString(execution.ContentHash);
        WriteInstants(execution, into);
        WriteNames(execution, into);
        WriteNumbers(execution, into);
        WriteOutcome(execution, into);
        WriteLabels(execution, into);
        Write(execution.Client?.AddressHash, into);
        Write(execution.Client?.UserAgent, into);
        WriteErased(execution.Erased, into);
    }

    private static void WriteInstants(Execution execution, CompactWriter into)
    {
        var received = execution.ReceivedAt.UtcTicks;
        into.WriteUnsigned((ulong)received);
        into.WriteSigned(execution.CreatedAt.UtcTicks - received);
        Write(execution.StartedAt?.UtcTicks - received, into);
        Write(execution.EndedAt?.UtcTicks - received, into);
        Write(execution.DeadlineAt?.UtcTicks - received, into);
    }

    private static void WriteNames(Execution execution, CompactWriter into)
    {
        Write(execution.RequestId, into);
        Write(execution.Attempt == 1 ? null : execution.Attempt, into);
        Write(execution.AgentVersion, into);
        Write(execution.UserId, into);
        Write(execution.UserName, into);
        Write(execution.SessionId, into);
        Write(execution.ParentExecutionId, into);
        Write(execution.TraceId, into);
        Write(execution.SpanId, into);
    }

    private static void WriteNumbers(Execution execution, CompactWriter into)
    {
        Write(execution.DurationMs, into);
        Write(execution.TtftMs, into);
        Write(execution.TimeoutMs, into);
        Write(execution.Model, into);
        Write(execution.Provider, into);
        Write(execution.TokensUsed, into);
        if (execution.Usage is { } usage)
        {
            into.WriteSigned(usage.Input);
            into.WriteSigned(usage.CacheRead);
            into.WriteSigned(usage.CacheWrite);
            into.WriteSigned(usage.Output);
            into.WriteSigned(usage.Reasoning);
        }

        Write(execution.Cost?.Value, into);
    }

    private static void WriteOutcome(Execution execution, CompactWriter into)
    {
        Write(execution.ErrorMessage, into);
        Write(execution.ErrorType, into);
        Write(execution.ErrorFingerprint, into);
        Write((long?)execution.Escalation?.State, into);
        Write((long?)execution.Escalation?.Severity, into);
        Write((long?)execution.Outcome, into);
    }

    private static void WriteLabels(Execution execution, CompactWriter into)
    {
        Write(execution.Feature, into);
        Write(execution.Variant, into);
        Write(execution.Language, into);
        Write(execution.Region, into);
        Write(execution.Environment, into);
        if (execution.Tags.Count > 0)
        {
            into.WriteUnsigned((ulong)execution.Tags.Count);
            foreach (var tag in execution.Tags)
            {
                into.WriteString(tag);
            }
        }
    }

    // A bit for each part that is there, then those parts.
    private static void WriteErased(ErasedTraces? traces, CompactWriter into)
    {
        if (traces is null)
        {
            return;
        }

        into.WriteUnsigned((traces.User is null ? 0UL : 1) | (traces.Session is null ? 0UL : 2) | (traces.ErrorTitle is null ? 0UL : 4));
        foreach (var hash in (ReadOnlySpan<ulong?>)[traces.User, traces.Session])
        {
            if (hash is { } value)
            {
                into.WriteUnsigned(value);
            }
        }

        Write(traces.ErrorTitle, into);
    }

    private static HeaderParts PartsOf(Execution execution) =>
        Part(HeaderParts.StartedAt, execution.StartedAt is not null)
        | Part(HeaderParts.EndedAt, execution.EndedAt is not null)
        | Part(HeaderParts.DeadlineAt, execution.DeadlineAt is not null)
        | Part(HeaderParts.RequestId, execution.RequestId is not null)
        | Part(HeaderParts.Attempt, execution.Attempt != 1)
        | Part(HeaderParts.AgentVersion, execution.AgentVersion is not null)
        | Part(HeaderParts.UserId, execution.UserId is not null)
        | Part(HeaderParts.UserName, execution.UserName is not null)
        | Part(HeaderParts.SessionId, execution.SessionId is not null)
        | Part(HeaderParts.ParentExecutionId, execution.ParentExecutionId is not null)
        | Part(HeaderParts.TraceId, execution.TraceId is not null)
        | Part(HeaderParts.SpanId, execution.SpanId is not null)
        | Part(HeaderParts.DurationMs, execution.DurationMs is not null)
        | Part(HeaderParts.TtftMs, execution.TtftMs is not null)
        | Part(HeaderParts.TimeoutMs, execution.TimeoutMs is not null)
        | Part(HeaderParts.Model, execution.Model is not null)
        | Part(HeaderParts.Provider, execution.Provider is not null)
        | Part(HeaderParts.TokensUsed, execution.TokensUsed is not null)
        | Part(HeaderParts.Usage, execution.Usage is not null)
        | Part(HeaderParts.Cost, execution.Cost is not null)
        | Part(HeaderParts.CostComputed, execution.CostComputed)
        | Part(HeaderParts.ErrorMessage, execution.ErrorMessage is not null)
        | Part(HeaderParts.ErrorType, execution.ErrorType is not null)
        | Part(HeaderParts.ErrorFingerprint, execution.ErrorFingerprint is not null)
        | Part(HeaderParts.Escalation, execution.Escalation is not null)
        | Part(HeaderParts.EscalationSeverity, execution.Escalation?.Severity is not null)
        | Part(HeaderParts.Outcome, execution.Outcome is not null)
        | Part(HeaderParts.Feature, execution.Feature is not null)
        | Part(HeaderParts.Variant, execution.Variant is not null)
        | Part(HeaderParts.Language, execution.Language is not null)
        | Part(HeaderParts.Region, execution.Region is not null)
        | Part(HeaderParts.Environment, execution.Environment is not null)
        | Part(HeaderParts.Tags, execution.Tags.Count > 0)
        | Part(HeaderParts.ClientAddressHash, execution.Client?.AddressHash is not null)
        | Part(HeaderParts.UserAgent, execution.Client?.UserAgent is not null)
        | Part(HeaderParts.Erased, execution.IsErased);

    private static HeaderParts Part(HeaderParts part, bool present) => present ? part : 0;

    private static void Write(long? value, CompactWriter into)
    {
        if (value is { } number)
        {
            into.WriteSigned(number);
        }
    }

    private static void Write(string? value, CompactWriter into)
    {
        if (value is not null)
        {
            into.WriteString(value);
        }
    }
}
