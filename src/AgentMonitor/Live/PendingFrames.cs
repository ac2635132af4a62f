using AgentMonitor.Executions;

namespace AgentMonitor.Live;

/// <summary>What changed since the last frame of each kind. Not thread-safe.</summary>
internal sealed class PendingFrames
{
    // A frame of counts, then one of names: who waits to see that something was counted waits 200 ms at most, and each of
    // the three kinds of names has its turn within 600.
    private const int CountsInARow = 1;

    private readonly List<FrameKind> _waiting = [];

    private int _countsLeft;

    private readonly PendingSignals _signals = new();

    private readonly BegunExecutions _begun = new();

    private NewestExecutions _new = new();

    private NewestExecutions _updated = new();

    private NewestExecutions _errors = new();

    private PendingMinutes _minutes = new();

    public bool IsEmpty => _waiting.Count == 0 && _signals.IsEmpty;

    public void Add(LiveSignal signal) => _signals.Add(signal);

    public void Add(LiveUpdate update)
    {
        foreach (var execution in update.Executions)
        {
            Add(execution);
        }

        foreach (var document in update.Documents)
        {
            _minutes.Add(document);
        }

        Enqueue(FrameKind.New, _new.IsEmpty);
        Enqueue(FrameKind.Metrics, _minutes.IsEmpty);
        Enqueue(FrameKind.Error, _errors.IsEmpty);
        Enqueue(FrameKind.Updated, _updated.IsEmpty);
    }

    /// <summary>
    /// A signal, if one waits, since there are few and somebody is to act on them; else the kind that has waited longest;
    /// and a way to write its data. Counts cover every execution, the others only what fits: while several kinds wait,
    /// every other frame is counts.
    /// </summary>
    public (FrameKind Kind, Action<FrameWriter> Write) Take()
    {
        if (!_signals.IsEmpty)
        {
            var signal = _signals.Take();
            return (signal.Kind, writer => writer.WriteData(signal.Utf8Json));
        }

        var kind = _countsLeft > 0 && _waiting.Contains(FrameKind.Metrics) ? FrameKind.Metrics : _waiting[0];
        _waiting.Remove(kind);
        _countsLeft = _waiting.Count == 0 ? 0 : kind == FrameKind.Metrics ? _countsLeft - 1 : CountsInARow;
        return (kind, kind switch
        {
            FrameKind.New => WriteExecutions(ref _new),
            FrameKind.Updated => WriteExecutions(ref _updated),
            FrameKind.Metrics => WriteMinutes(ref _minutes),
            _ => WriteErrors(ref _errors),
        });
    }

    /// <summary>Forgets what waits; nobody listens.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _signals.Clear();
        _countsLeft = 0;
        (_new, _updated, _errors) = (new NewestExecutions(), new NewestExecutions(), new NewestExecutions());
        _minutes = new PendingMinutes();
    }

    private static Action<FrameWriter> WriteExecutions(ref NewestExecutions executions)
    {
        var taken = executions;
        executions = new NewestExecutions();
        return writer => writer.WriteExecutions(taken);
    }

    private static Action<FrameWriter> WriteMinutes(ref PendingMinutes minutes)
    {
        var taken = minutes;
        minutes = new PendingMinutes();
        return writer => writer.WriteMinutes(taken);
    }

    private static Action<FrameWriter> WriteErrors(ref NewestExecutions errors)
    {
        var taken = errors;
        errors = new NewestExecutions();
        return writer => writer.WriteErrors(taken);
    }

    private void Add(Execution execution)
    {
        if (execution.Status.IsError() && !execution.IsLate)
        {
            _errors.Add(execution);
        }

        if (_new.TryReplace(execution))
        {
            return;
        }

        var known = _begun.Contains(execution.Id.Value)
            || (execution.Flags & (ExecutionFlags.TimedOutByMonitor | ExecutionFlags.Late)) != 0;
        (known ? _updated : _new).Add(execution);
        if (!execution.Status.IsFinal())
        {
            _begun.Add(execution.Id.Value);
        }
    }

    private void Enqueue(FrameKind kind, bool isEmpty)
    {
        if (!isEmpty && !_waiting.Contains(kind))
        {
            _waiting.Add(kind);
        }
    }
}
