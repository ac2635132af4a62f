namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>
/// A page being filled from rows in order: ends when there is one more than it holds, when its stretch is looked
/// through, or with the rows.
/// </summary>
/// <param name="wanted">One more row than this, and there may be others behind it that were not asked for.</param>
internal sealed class SightingPage<T>(int limit, int stretch, int wanted)
    where T : class
{
    private readonly List<T> _items = [];
    private int _looked;
    private T? _last;
    private bool _isOver;

    public IReadOnlyList<T> Items => _items;

    public bool WantsMore => !_isOver;

    /// <summary>After which row the next page begins; null when there is none.</summary>
    public T? Next => _isOver ? _last : null;

    /// <summary>Null: a row that cannot be read, which no list has.</summary>
    public void Look(T? row, Func<T, bool> matches)
    {
        if (_items.Count == limit || _looked == stretch)
        {
            _isOver = true;
            return;
        }

        _looked++;
        _isOver = _looked > wanted;
        _last = row ?? _last;
        if (row is not null && matches(row))
        {
            _items.Add(row);
        }
    }
}
