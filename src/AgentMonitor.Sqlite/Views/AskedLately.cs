namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// What is kept for each question; what was not asked for the longest goes first when all of it weighs too much. Whoever
/// has it locks it.
/// </summary>
internal sealed class AskedLately<TQuestion, TKept>(long mostWeight, Func<TKept, long> weigh)
    where TQuestion : notnull
    where TKept : new()
{
    private readonly Dictionary<TQuestion, Entry> _entries = [];

    private long _turn;

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>What is kept for it, which is in here from now on, so that whoever fills it misses nothing that happens meanwhile.</summary>
    public TKept Ask(TQuestion question)
    {
        if (!_entries.TryGetValue(question, out var entry))
        {
            _entries.Add(question, entry = new Entry());
        }

        entry.AskedAt = ++_turn;
        return entry.Kept;
    }

    public ILookup<TKey, (TQuestion Question, TKept Kept)> By<TKey>(Func<TQuestion, TKey> key) =>
        _entries.ToLookup(pair => key(pair.Key), static pair => (pair.Key, pair.Value.Kept));

    public void Remove(TQuestion question) => _entries.Remove(question);

    public void Clear() => _entries.Clear();

    /// <summary>Makes room, but not by what was just filled.</summary>
    public void Bound(TQuestion justFilled)
    {
        while (_entries.Count > 1 && _entries.Values.Sum(entry => weigh(entry.Kept)) > mostWeight)
        {
            Remove(_entries.Where(pair => !pair.Key.Equals(justFilled)).MinBy(static pair => pair.Value.AskedAt).Key);
        }
    }

    private sealed class Entry
    {
        public TKept Kept { get; } = new();

        public long AskedAt { get; set; }
    }
}
