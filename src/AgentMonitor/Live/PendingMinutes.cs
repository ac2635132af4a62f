using AgentMonitor.Rollups;

namespace AgentMonitor.Live;

/// <summary>
/// The minutes that changed, as they stand now. Numbers are taken out of the documents at once, because the next
/// page changes them.
/// </summary>
internal sealed class PendingMinutes
{
    /// <summary>An import touches thousands; a page shows the newest and fetches the rest.</summary>
    public const int Maximum = 5;

    private readonly SortedDictionary<DateTimeOffset, Dictionary<string, LiveFigures>> _minutes = [];

    public bool IsEmpty => _minutes.Count == 0;

    /// <summary>Older minutes changed too.</summary>
    public bool HasMore { get; private set; }

    public IEnumerable<KeyValuePair<DateTimeOffset, Dictionary<string, LiveFigures>>> NewestFirst => _minutes.Reverse();

    public void Add(RollupDocument document)
    {
        if (document.Key.Scope != RollupScope.Agents || document.Key.Bucket.Grain != Grain.Minute)
        {
            return;
        }

        var start = document.Key.Bucket.Start;
        if (_minutes.Count == Maximum && !_minutes.ContainsKey(start) && !MakeRoomFor(start))
        {
            return;
        }

        if (!_minutes.TryGetValue(start, out var minute))
        {
            _minutes.Add(start, minute = new Dictionary<string, LiveFigures>(StringComparer.Ordinal));
        }

        // A minute's slices hold different agents, so one does not undo another.
        foreach (var (name, cell) in document.Cells)
        {
            minute[name] = LiveFigures.Of(cell.Totals);
        }
    }

    private bool MakeRoomFor(DateTimeOffset start)
    {
        HasMore = true;
        var oldest = _minutes.Keys.First();
        return start > oldest && _minutes.Remove(oldest);
    }
}
