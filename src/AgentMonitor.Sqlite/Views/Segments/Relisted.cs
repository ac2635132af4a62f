using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// Records whose place in ids and lists is to be made anew, from what they are now: whatever a segment says of them is
/// left out, and this stands instead.
/// </summary>
internal sealed class Relisted
{
    private readonly HashSet<long> _records = [];
    private readonly List<IdEntry> _ids = [];
    private readonly List<ListEntry> _lists = [];

    public int Count => _records.Count;

    public IReadOnlyList<IdEntry> Ids => _ids;

    public IReadOnlyList<ListEntry> Lists => _lists;

    public bool Holds(long sequence) => _records.Contains(sequence);

    public void Add(long sequence, Execution execution)
    {
        var late = execution.IsLate;
        if (!_records.Add(sequence))
        {
            return;
        }

        _ids.Add(new IdEntry(IdHash.Of(execution.Id), sequence, late));
        if (!late && execution.Status.IsFinal())
        {
            ListedUnder.Collect(execution, sequence, _lists);
        }
    }

    /// <summary>Call once all are added.</summary>
    public void Sort()
    {
        _ids.Sort();
        _lists.Sort();
    }
}
