namespace AgentMonitor.Live;

/// <summary>
/// Remembers the last few thousand executions that were announced while running, so that their end is an update
/// and not a new execution. One that is forgotten is announced as new again, which browsers take as an update.
/// </summary>
internal sealed class BegunExecutions
{
    private const int Maximum = 4096;

    private readonly HashSet<string> _ids = [];

    private readonly Queue<string> _byAge = [];

    public bool Contains(string id) => _ids.Contains(id);

    public void Add(string id)
    {
        if (!_ids.Add(id))
        {
            return;
        }

        _byAge.Enqueue(id);
        if (_byAge.Count > Maximum)
        {
            _ids.Remove(_byAge.Dequeue());
        }
    }
}
