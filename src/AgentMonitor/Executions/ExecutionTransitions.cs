using AgentMonitor.Costs;

namespace AgentMonitor.Executions;

/// <summary>What an arriving execution does to the one of the same id, decided without looking anywhere else.</summary>
public static class ExecutionTransitions
{
    /// <summary>
    /// The outcome, and what has to be appended (null: nothing). <paramref name="existing"/> is the execution as it
    /// stands, <paramref name="late"/> the late completion already kept beside it. <paramref name="prices"/> is for a
    /// run whose model was named at its start and whose tokens came at its end.
    /// </summary>
    public static Transition Decide(Execution? existing, Execution? late, Execution incoming, PriceTable prices)
    {
        if (existing is null)
        {
            // Sent again after it was erased and then swept: it is not to come back.
            return incoming.IsErased
                ? new Transition(AppendOutcome.Duplicate, null)
                : new Transition(AppendOutcome.Created, incoming);
        }

        if (!existing.Status.IsFinal())
        {
            return !incoming.Status.IsFinal() ? Continue(existing, incoming)
                : WasAliveSince(existing, incoming) ? new Transition(AppendOutcome.Duplicate, null)
                : new Transition(AppendOutcome.Updated, Finish(existing, incoming).PricedBy(prices));
        }

        // Of an erased execution nobody knows any more what was sent for it.
        if (!incoming.Status.IsFinal() || existing.IsErased || existing.ContentHash == incoming.ContentHash)
        {
            return new Transition(AppendOutcome.Duplicate, null);
        }

        if (!existing.Flags.HasFlag(ExecutionFlags.TimedOutByMonitor) || incoming.Flags.HasFlag(ExecutionFlags.TimedOutByMonitor))
        {
            return new Transition(AppendOutcome.Conflict, null);
        }

        if (late is null)
        {
            return new Transition(AppendOutcome.Late, incoming with { Flags = incoming.Flags | ExecutionFlags.Late });
        }

        return late.ContentHash == incoming.ContentHash
            ? new Transition(AppendOutcome.Late, null)
            : new Transition(AppendOutcome.Conflict, null);
    }

    /// <summary>A sign of life from a running execution: everything stays, the deadline moves.</summary>
    public static Execution Heartbeat(Execution running, DateTimeOffset now, DateTimeOffset deadline) =>
        running with { ReceivedAt = now, DeadlineAt = deadline, ContentHash = "heartbeat" };

    /// <summary>What the deadline sweep appends for a run that fell silent: a timeout that ends at its deadline.</summary>
    public static Execution TimeOut(Execution running, DateTimeOffset now)
    {
        var message = "No sign of life before the deadline.";
        return running with
        {
            Status = ExecutionStatus.Timeout,
            ReceivedAt = now,
            EndedAt = running.DeadlineAt,
            ErrorMessage = message,
            ErrorType = "deadline_exceeded",
            ErrorFingerprint = Executions.ErrorFingerprint.Of("deadline_exceeded", message),
            Flags = running.Flags | ExecutionFlags.TimedOutByMonitor,
            ContentHash = "sweep",
        };
    }

    // The sweep read a deadline that a heartbeat has moved since.
    private static bool WasAliveSince(Execution existing, Execution incoming) =>
        incoming.Flags.HasFlag(ExecutionFlags.TimedOutByMonitor) && existing.DeadlineAt > incoming.EndedAt;

    // A start sent again says nothing new; anything else that is still running is a sign of life. The start's hash
    // stays, so that the start is recognised after a heartbeat too.
    private static Transition Continue(Execution existing, Execution incoming) =>
        existing.ContentHash == incoming.ContentHash
            ? new Transition(AppendOutcome.Duplicate, null)
            : new Transition(AppendOutcome.Updated, Merge(existing, incoming) with { ContentHash = existing.ContentHash });

    private static Execution Finish(Execution start, Execution finish)
    {
        var merged = Merge(start, finish) with { DeadlineAt = null };
        var measured = merged.EndedAt - merged.StartedAt;
        return merged.DurationMs is null && measured >= TimeSpan.Zero
            ? merged with { DurationMs = (long)measured.Value.TotalMilliseconds }
            : merged;
    }

    // What the later message leaves out is taken from the start; a name goes with its user.
    private static Execution Merge(Execution start, Execution later) => later with
    {
        CreatedAt = start.CreatedAt,
        StartedAt = later.StartedAt ?? start.StartedAt,
        RequestId = later.RequestId ?? start.RequestId,
        Attempt = Math.Max(later.Attempt, start.Attempt),
        AgentVersion = later.AgentVersion ?? start.AgentVersion,
        UserId = later.UserId ?? start.UserId,
        UserName = later.UserName ?? (later.UserId is null || later.UserId == start.UserId ? start.UserName : null),
        SessionId = later.SessionId ?? start.SessionId,
        ParentExecutionId = later.ParentExecutionId ?? start.ParentExecutionId,
        TraceId = later.TraceId ?? start.TraceId,
        SpanId = later.SpanId ?? start.SpanId,
        TtftMs = later.TtftMs ?? start.TtftMs,
        TimeoutMs = later.TimeoutMs ?? start.TimeoutMs,
        Model = later.Model ?? start.Model,
        Provider = later.Provider ?? start.Provider,
        Escalation = later.Escalation ?? start.Escalation,
        Outcome = later.Outcome ?? start.Outcome,
        Feature = later.Feature ?? start.Feature,
        Variant = later.Variant ?? start.Variant,
        Language = later.Language ?? start.Language,
        Region = later.Region ?? start.Region,
        Environment = later.Environment ?? start.Environment,
        Client = later.Client ?? start.Client,
        Tags = later.Tags.Count > 0 ? later.Tags : start.Tags,
        Flags = later.Flags | start.Flags,
        Erased = Merge(start.Erased, later.Erased),
        Content = new ExecutionContent(
            later.Content.InputData ?? start.Content.InputData,
            later.Content.OutputData ?? start.Content.OutputData,
            later.Content.Attributes ?? start.Content.Attributes),
    };

    private static ErasedTraces? Merge(ErasedTraces? start, ErasedTraces? later) => start is null || later is null
        ? later ?? start
        : new ErasedTraces(later.User ?? start.User, later.Session ?? start.Session, later.ErrorTitle ?? start.ErrorTitle);
}

public readonly record struct Transition(AppendOutcome Outcome, Execution? Append);
