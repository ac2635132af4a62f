namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>
/// Rows as they stand where only one connection writes, so that what comes again and again is not read
/// back. Two generations: when the young one is full the old one is let go, and what is asked for again moves up.
/// </summary>
internal sealed class RecentRows<TKey, T>(int most)
    where TKey : notnull
    where T : class
{
    private Dictionary<TKey, T> _young = [];

    private Dictionary<TKey, T> _old = [];

    public T? Find(TKey id)
    {
        if (_young.TryGetValue(id, out var row))
        {
            return row;
        }

        if (_old.TryGetValue(id, out row))
        {
            Keep(id, row);
        }

        return row;
    }

    public void Keep(TKey id, T row)
    {
        if (_young.Count >= most && !_young.ContainsKey(id))
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }

        _young[id] = row;
    }

    public void Forget()
    {
        _young.Clear();
        _old.Clear();
    }
}
