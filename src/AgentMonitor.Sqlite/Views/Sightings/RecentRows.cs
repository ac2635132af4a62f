namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>
/// Rows as they stand in a table that only one connection writes, so that what comes again and again is not read
/// back. Two generations: when the young one is full the old one is let go, and what is asked for again moves up.
/// </summary>
internal sealed class RecentRows<T>(int most)
    where T : class
{
    private Dictionary<string, T> _young = new(StringComparer.Ordinal);

    private Dictionary<string, T> _old = new(StringComparer.Ordinal);

    public T? Find(string id)
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

    public void Keep(string id, T row)
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
