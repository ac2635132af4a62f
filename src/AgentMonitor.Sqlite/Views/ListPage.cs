using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Views;

/// <summary>A page being filled: ends when it is full, when its stretch is looked through, or when nothing is left.</summary>
internal sealed class ListPage(ExecutionFilter filter, int limit, int stretch, long before)
{
    private readonly List<Execution> _items = [];
    private int _looked;
    private bool _ended;

    public ExecutionFilter Filter => filter;

    /// <summary>Where it goes on.</summary>
    public long Before { get; private set; } = before;

    public bool WantsMore => !_ended && _items.Count < limit && _looked < stretch;

    /// <summary>Takes the record if it matches, and says so; null: it is gone, or cannot be read.</summary>
    public bool Look(long sequence, Execution? execution, ViewsReader views)
    {
        Before = sequence;
        _looked++;
        if (execution is null
            || execution.IsLate
            || !filter.Matches(execution)
            || !views.IsCurrent(IdHash.Of(execution.Id), sequence))
        {
            return false;
        }

        _items.Add(execution);
        return true;
    }

    /// <summary>The same of a record that was once found to be how its execution stands, finished, which it stays.</summary>
    public void LookAgain(long sequence, Execution execution)
    {
        Before = sequence;
        _looked++;
        if (filter.Matches(execution))
        {
            _items.Add(execution);
        }
    }

    public void ReachedTheEnd() => _ended = true;

    public ExecutionPage ToPage() => new(_items, _ended || Before <= 1 ? null : ListCursor.Write(Before));
}
