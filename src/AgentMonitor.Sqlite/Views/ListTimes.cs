using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;

namespace AgentMonitor.Sqlite.Views;

/// <summary>
/// Passes over what a time filter cannot match. A chunk says when the first and the last of what ended in it did, whenever
/// that came; what still runs has no end, and is looked at wherever it is.
/// </summary>
internal sealed class ListTimes
{
    private static readonly Comparer<long> NewestFirst = Comparer<long>.Create(static (left, right) => right.CompareTo(left));

    private readonly long _from;

    private readonly long _to;

    // Newest first.
    private readonly List<long> _running;

    private ListTimes(ExecutionFilter filter, List<long> running)
    {
        _from = filter.From?.UtcTicks ?? long.MinValue;
        _to = filter.To?.UtcTicks ?? long.MaxValue;
        _running = running;
    }

    /// <summary>Null: the filter takes any time.</summary>
    public static ListTimes? Of(ListPage page, ViewsReader views) =>
        page.Filter is { From: null, To: null } ? null : new ListTimes(page.Filter, views.Running(page.Before));

    public bool MayMatch(long sequence, LogReader log) =>
        log.MayHaveEndedWithin(sequence, _from, _to) || NewestRunning(sequence) == sequence;

    /// <summary>The newest chunk beginning at or before a record in which something may match; null: none.</summary>
    public Chunk? AtOrBefore(long sequence, LogReader log)
    {
        var running = NewestRunning(sequence);
        var ended = log.EndedWithinBefore(sequence, _from, _to);
        return running > (ended?.Last ?? 0) ? log.AtOrBefore(running) : ended;
    }

    // 0: none.
    private long NewestRunning(long atOrBefore)
    {
        var at = _running.BinarySearch(atOrBefore, NewestFirst);
        var index = at < 0 ? ~at : at;
        return index < _running.Count ? _running[index] : 0;
    }
}
