using AgentMonitor.Costs;
using AgentMonitor.Executions;

namespace AgentMonitor.Ingest;

/// <summary>
/// The intake: records are read, checked, priced and appended; what it answers as accepted is durable. A fault of
/// the store comes through as <see cref="StoreUnavailableException"/>, and sending the same request again is safe.
/// </summary>
public sealed class Ingestion(IExecutionLog log, PriceBook prices, TimeProvider clock, IngestOptions options, ClientAddresses addresses)
{
    /// <summary>To be asked before anybody reads and checks what cannot be taken.</summary>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => log.WaitForRoomAsync(cancellationToken);

    /// <summary>
    /// One result for each record, in order. Records that are refused do not stop the others. A record without an id
    /// gets the idempotency key (in an array: key, hyphen, index), else a new one.
    /// </summary>
    public async ValueTask<IReadOnlyList<IngestResult>> AcceptAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> records, string? idempotencyKey, bool isArray, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var results = new IngestResult[records.Count];
        var executions = new List<Execution>(records.Count);
        for (var i = 0; i < results.Length; i++)
        {
            var reading = Check(ExecutionReader.Read(records[i].Span, options), now);
            await HashAddressAsync(reading, cancellationToken).ConfigureAwait(false);
            results[i] = reading.Faults.Count > 0 ? Refused(reading)
                : ChooseId(reading.Draft!, idempotencyKey, isArray ? i : null, now) is not { } id ? BadKey
                : Add(executions, reading.Draft!, id, now);
        }

        if (executions.Count > 0)
        {
            await AppendAsync(executions, results, cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    /// <summary>
    /// Finishes an execution. The agent may be left out when its start is known; with an agent, an unknown id is
    /// created finished.
    /// </summary>
    public async ValueTask<IngestResult> CompleteAsync(
        ExecutionId id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!ExecutionId.TryCreate(id.Value, out id))
        {
            return new IngestResult(null, IngestOutcome.Invalid, [Faults.InvalidId]);
        }

        var now = clock.GetUtcNow();
        var reading = CheckCompletion(Check(ExecutionReader.Read(body.Span, options, isCompletion: true), now), id);
        if (reading.Faults.Count > 0)
        {
            return Refused(reading) with { Id = id };
        }

        await HashAddressAsync(reading, cancellationToken).ConfigureAwait(false);
        var draft = reading.Draft!;
        if (draft.AgentName is null)
        {
            var started = await log.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (started is null)
            {
                return new IngestResult(id, IngestOutcome.NotFound, [Faults.NotFound]);
            }

            draft.AgentName = started.Execution.AgentName;
        }

        return await AppendAsync(Complete(draft, id, now), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A sign of life: moves a running execution's deadline; says nothing new to a finished one.</summary>
    public async ValueTask<IngestResult> HeartbeatAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        if (!ExecutionId.TryCreate(id.Value, out id))
        {
            return new IngestResult(null, IngestOutcome.Invalid, [Faults.InvalidId]);
        }

        var found = await log.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            return new IngestResult(id, IngestOutcome.NotFound, [Faults.NotFound]);
        }

        if (found.Execution.Status.IsFinal())
        {
            return new IngestResult(id, IngestOutcome.Duplicate, []);
        }

        var now = clock.GetUtcNow();
        var alive = ExecutionTransitions.Heartbeat(found.Execution, now, Instants.Add(now, options.RunningDeadline));
        return await AppendAsync(alive, cancellationToken).ConfigureAwait(false);
    }

    private static IngestResult BadKey { get; } = new(null, IngestOutcome.Invalid, [Faults.InvalidIdempotencyKey]);

    // Stands where the answer of the log will.
    private static IngestResult Pending { get; } = new(null, IngestOutcome.Created, []);

    private static IngestResult Refused(ExecutionReading reading) => new(
        reading.Draft?.ExecutionId is { } id ? new ExecutionId(id) : null,
        reading.Refusal ?? IngestOutcome.Invalid,
        reading.Faults);

    private static IngestResult Answer(ExecutionId id, AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Created => new IngestResult(id, IngestOutcome.Created, []),
        AppendOutcome.Updated => new IngestResult(id, IngestOutcome.Updated, []),
        AppendOutcome.Duplicate => new IngestResult(id, IngestOutcome.Duplicate, []),
        AppendOutcome.Late => new IngestResult(id, IngestOutcome.Late, []),
        _ => new IngestResult(id, IngestOutcome.Conflict, [Faults.Conflict]),
    };

    private static ExecutionId? ChooseId(ExecutionDraft draft, string? key, int? index, DateTimeOffset now)
    {
        if (draft.ExecutionId is { } sent)
        {
            return new ExecutionId(sent);
        }

        return string.IsNullOrEmpty(key) ? ExecutionId.New(now)
            : ExecutionId.TryCreate(index is null ? key : $"{key}-{index}", out var id) ? id
            : null;
    }

    private static ExecutionReading CheckCompletion(ExecutionReading reading, ExecutionId id)
    {
        var isOther = reading.Draft?.ExecutionId is { } sent && sent != id.Value;
        var isRunning = reading.Draft?.Status == ExecutionStatus.Running;
        return isOther || isRunning
            ? reading with
            {
                Faults = [.. reading.Faults, .. isOther ? [Faults.OtherId] : Array.Empty<Fault>(), .. isRunning ? [Faults.NotFinal] : Array.Empty<Fault>()],
            }
            : reading;
    }

    private async ValueTask HashAddressAsync(ExecutionReading reading, CancellationToken cancellationToken)
    {
        if (reading is { Draft: { ClientAddress: { } address } draft, Faults.Count: 0 })
        {
            draft.ClientAddressHash = await addresses.HashAsync(address, cancellationToken).ConfigureAwait(false);
        }
    }

    private ExecutionReading Check(ExecutionReading reading, DateTimeOffset now) =>
        reading.Draft is { } draft && ExecutionRules.TooOld(draft, now, options) is { } tooOld
            ? reading with { Faults = [.. reading.Faults, tooOld] }
            : reading;

    private IngestResult Add(List<Execution> executions, ExecutionDraft draft, ExecutionId id, DateTimeOffset now)
    {
        executions.Add(Complete(draft, id, now));
        draft.GiveBack();
        return Pending;
    }

    private Execution Complete(ExecutionDraft draft, ExecutionId id, DateTimeOffset now) =>
        ExecutionRules.Complete(draft, id, now, options, prices.Current);

    private async ValueTask AppendAsync(
        List<Execution> executions, IngestResult[] results, CancellationToken cancellationToken)
    {
        var appended = await log.AppendAsync(executions, cancellationToken).ConfigureAwait(false);
        var next = 0;
        for (var i = 0; i < results.Length; i++)
        {
            if (ReferenceEquals(results[i], Pending))
            {
                results[i] = Answer(executions[next].Id, appended[next].Outcome);
                next++;
            }
        }
    }

    private async ValueTask<IngestResult> AppendAsync(Execution execution, CancellationToken cancellationToken)
    {
        var appended = await log.AppendAsync([execution], cancellationToken).ConfigureAwait(false);
        return Answer(execution.Id, appended[0].Outcome);
    }
}
