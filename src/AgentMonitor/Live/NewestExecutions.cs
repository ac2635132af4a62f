using AgentMonitor.Executions;

namespace AgentMonitor.Live;

/// <summary>The newest executions that wait for a frame, each in its last state, and how many more there were.</summary>
internal sealed class NewestExecutions
{
    public const int Maximum = 40;

    private readonly OrderedDictionary<string, Execution> _waiting = [];

    public long More { get; private set; }

    public bool IsEmpty => _waiting.Count == 0;

    public IEnumerable<Execution> NewestFirst => _waiting.Values.Reverse();

    public void Add(Execution execution)
    {
        _waiting.Remove(execution.Id.Value);
        _waiting.Add(execution.Id.Value, execution);
        if (_waiting.Count > Maximum)
        {
            _waiting.RemoveAt(0);
            More++;
        }
    }

    /// <summary>The new state of an execution that already waits here.</summary>
    public bool TryReplace(Execution execution)
    {
        if (!_waiting.ContainsKey(execution.Id.Value))
        {
            return false;
        }

        _waiting[execution.Id.Value] = execution;
        return true;
    }
}
