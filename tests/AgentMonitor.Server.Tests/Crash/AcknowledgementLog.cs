namespace AgentMonitor.Server.Tests.Crash;

/// <summary>How far the server has said that it has come with an execution.</summary>
internal enum Acknowledged
{
    Nothing,
    Start,
    End,
}

/// <summary>What was sent and what was answered: the clients' side of the promise.</summary>
internal sealed class AcknowledgementLog
{
    private readonly Lock _gate = new();
    private readonly List<SentExecution> _sent = [];
    private readonly List<(DateTimeOffset At, SentExecution Execution, Acknowledged What)> _history = [];
    private readonly Dictionary<string, Acknowledged> _acknowledged = [];
    private readonly List<string> _newest = [];
    private readonly List<string> _surprises = [];
    private TaskCompletionSource _reached = new();
    private int _goal = int.MaxValue;

    public int Sent => _sent.Count;

    public int Count => _acknowledged.Count;

    /// <summary>Answers that were not what the API promises.</summary>
    public IReadOnlyList<string> Surprises => _surprises;

    /// <summary>Completes when so many more executions are acknowledged.</summary>
    public Task More(int count)
    {
        lock (_gate)
        {
            _goal = _acknowledged.Count + count;
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _reached.Task;
        }
    }

    /// <summary>Call before the first byte goes out: from here on it may exist.</summary>
    public void Sending(SentExecution execution)
    {
        lock (_gate)
        {
            _sent.Add(execution);
            _history.Add((DateTimeOffset.UtcNow, execution, Acknowledged.Nothing));
        }
    }

    public void Acknowledge(SentExecution execution, Acknowledged what)
    {
        lock (_gate)
        {
            if (StateOf(execution) >= what)
            {
                return;
            }

            _acknowledged[execution.Id] = what;
            _newest.Add(execution.Id);
            _history.Add((DateTimeOffset.UtcNow, execution, what));
            if (_acknowledged.Count >= _goal)
            {
                _reached.TrySetResult();
            }
        }
    }

    public void Surprise(string sentence)
    {
        lock (_gate)
        {
            _surprises.Add(sentence);
        }
    }

    /// <summary>What had been sent and answered, each answer read to its end, before a moment.</summary>
    public AcknowledgementLog Before(DateTimeOffset moment)
    {
        var before = new AcknowledgementLog();
        foreach (var (_, execution, what) in _history.Where(entry => entry.At < moment))
        {
            if (what == Acknowledged.Nothing)
            {
                before.Sending(execution);
            }
            else
            {
                before.Acknowledge(execution, what);
            }
        }

        return before;
    }

    public Acknowledged StateOf(SentExecution execution)
    {
        lock (_gate)
        {
            return _acknowledged.GetValueOrDefault(execution.Id);
        }
    }

    public SentExecution? Any(Random random)
    {
        lock (_gate)
        {
            return _sent.Count == 0 ? null : _sent[random.Next(_sent.Count)];
        }
    }

    public Dictionary<string, SentExecution> AllSent()
    {
        lock (_gate)
        {
            return _sent.ToDictionary(execution => execution.Id);
        }
    }

    /// <summary>The ids that were acknowledged last, or all.</summary>
    public List<string> AcknowledgedIds(int newest = int.MaxValue)
    {
        lock (_gate)
        {
            return [.. _newest.TakeLast(newest).Distinct()];
        }
    }
}
