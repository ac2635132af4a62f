using AgentMonitor.Costs;
using AgentMonitor.Executions;

namespace AgentMonitor.Ingest;

/// <summary>The rules across members that make a draft an execution.</summary>
internal static class ExecutionRules
{
    /// <summary>Imports put it on what they had to make up, and list the members in <c>attributes.derived</c>.</summary>
    private const string DerivedTag = "derived";

    /// <summary>
    /// The draft with its defaults and its cost (<see cref="PricedExecution.PricedBy"/>). The agent and the status must
    /// be there. A time further ahead than the tolerance gives way to the time of receipt and sets the clock_skew flag.
    /// </summary>
    public static Execution Complete(
        ExecutionDraft draft, ExecutionId id, DateTimeOffset receivedAt, IngestOptions options, PriceTable prices)
    {
        var status = draft.Status!.Value;
        var latest = Instants.Add(receivedAt, options.FutureTolerance);
        var usage = UsageRules.Usage(draft, out var flags);
        var ended = EndedAt(draft, receivedAt);
        if (draft.StartedAt > latest || draft.CreatedAt > latest || (status.IsFinal() && ended > latest))
        {
            flags |= ExecutionFlags.ClockSkew;
        }

        if (draft.ContentTruncated)
        {
            flags |= ExecutionFlags.ContentTruncated;
        }

        if (draft.Tags.Contains(DerivedTag))
        {
            flags |= ExecutionFlags.Derived;
        }

        var started = draft.StartedAt > latest ? null : draft.StartedAt;
        var created = draft.CreatedAt > latest ? receivedAt : draft.CreatedAt ?? started ?? Begun(draft, receivedAt);
        DateTimeOffset? finished = !status.IsFinal() ? null : ended > latest ? receivedAt : ended;
        var computed = draft.Cost is null ? prices.Price(draft.Model, draft.Provider, usage, finished ?? created) : null;
        return new Execution
        {
            Id = id,
            AgentName = draft.AgentName!,
            Status = status,
            ReceivedAt = receivedAt,
            CreatedAt = created,
            StartedAt = started,
            EndedAt = finished,
            DeadlineAt = status.IsFinal() ? null : Instants.Add(receivedAt, options.RunningDeadline),
            RequestId = draft.RequestId,
            Attempt = draft.Attempt ?? 1,
            AgentVersion = draft.AgentVersion,
            UserId = draft.UserId,
            UserName = draft.UserName,
            SessionId = draft.SessionId,
            ParentExecutionId = draft.ParentExecutionId,
            TraceId = draft.TraceId,
            SpanId = draft.SpanId,
            DurationMs = draft.DurationMs ?? Measured(draft),
            TtftMs = draft.TtftMs,
            TimeoutMs = draft.TimeoutMs,
            Model = draft.Model,
            Provider = draft.Provider,
            TokensUsed = draft.TokensUsed ?? usage?.Total,
            Usage = usage,
            Cost = draft.Cost ?? computed,
            CostComputed = computed is not null,
            ErrorMessage = draft.ErrorMessage,
            ErrorType = draft.ErrorType,
            ErrorFingerprint = status.IsError() ? ErrorFingerprint.Of(ErrorFingerprint.KindOf(status, draft.ErrorType), draft.ErrorMessage) : null,
            Escalation = EscalationOf(draft),
            Outcome = draft.Outcome,
            Feature = draft.Feature,
            Variant = draft.Variant,
            Language = draft.Language,
            Region = draft.Region,
            Environment = draft.Environment,
            Client = ClientOf(draft),
            Tags = draft.Tags,
            Flags = flags,
            ContentHash = draft.ContentHash,
            Content = ContentOf(draft),
        };
    }

    /// <summary>A finished execution that ended before raw executions are kept.</summary>
    public static Fault? TooOld(ExecutionDraft draft, DateTimeOffset receivedAt, IngestOptions options)
    {
        var oldest = Instants.Add(receivedAt, -options.RawRetention);
        return draft.Status is { } status && status.IsFinal() && EndedAt(draft, receivedAt) < oldest
            ? Faults.TooOld(draft.EndedAt is null ? "/created_at" : "/ended_at", options.RawRetention)
            : null;
    }

    // As the sender's clock had it.
    private static DateTimeOffset EndedAt(ExecutionDraft draft, DateTimeOffset receivedAt) =>
        draft.EndedAt ?? (draft is { CreatedAt: { } created, DurationMs: { } duration }
            ? Instants.Add(created, TimeSpan.FromMilliseconds(duration))
            : receivedAt);

    // What comes long after its end did not begin after it.
    private static DateTimeOffset Begun(ExecutionDraft draft, DateTimeOffset receivedAt) =>
        draft.Status!.Value.IsFinal() && draft.EndedAt is { } ended && ended < receivedAt
            ? Instants.Add(ended, -TimeSpan.FromMilliseconds(draft.DurationMs ?? 0))
            : receivedAt;

    // Of the sender's own two times, so that its clock may be wrong; null where it was set back between them.
    private static long? Measured(ExecutionDraft draft) =>
        draft.EndedAt - draft.StartedAt is { } span && span >= TimeSpan.Zero
        && span.TotalMilliseconds <= ExecutionFields.MostMilliseconds
            ? (long)span.TotalMilliseconds
            : null;

    private static Escalation? EscalationOf(ExecutionDraft draft) =>
        draft.EscalationState is null && draft.EscalationSeverity is null
            ? null
            : new Escalation(draft.EscalationState ?? EscalationState.None, draft.EscalationSeverity);

    private static ClientInfo? ClientOf(ExecutionDraft draft) =>
        draft.ClientAddressHash is null && draft.UserAgent is null
            ? null
            : new ClientInfo(draft.ClientAddressHash, draft.UserAgent);

    private static ExecutionContent ContentOf(ExecutionDraft draft) =>
        draft is { InputData: null, OutputData: null, Attributes: null }
            ? ExecutionContent.None
            : new ExecutionContent(draft.InputData, draft.OutputData, draft.Attributes);
}
