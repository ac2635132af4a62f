using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// The one writer of the log, on a thread of its own: whatever waits shares one transaction and one flush to disk,
/// and is answered after the commit. A group fails as a whole, and the next one starts on a new connection.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private readonly StoreFiles _files;
    private readonly LogQueue _queue;
    private readonly IdTail _tail;
    private readonly DurableEnd _end;
    private readonly ProjectedPosition _projected;
    private readonly LogGroup _group;
    private readonly LogReader _reader;
    private readonly Views.IdIndexReader _index;
    private readonly RecentRecords _recent;
    private readonly CommitFigures _figures;
    private readonly LogCheckpoints _checkpoints;
    private readonly Thread _thread;
    private LogConnection? _log;

    /// <param name="known">How far the id index reached when it was opened.</param>
    public LogWriter(
        StoreFiles files, LogQueue queue, IdTail tail, DurableEnd end, ProjectedPosition projected,
        RecentRecords recent, Costs.PriceBook prices, ErasedIds erased, CommitFigures figures, int checkpointPages, long known)
    {
        (_files, _queue, _tail, _end, _projected, _recent, _figures) = (files, queue, tail, end, projected, recent, figures);
        _reader = files.OpenLogReader();
        _index = files.OpenIdIndex();
        _group = new LogGroup(tail, _index, _reader, prices, erased);
        Open(known);
        CheckNotBehind(known);
        _checkpoints = new LogCheckpoints(files, checkpointPages);
        _thread = new Thread(Run) { Name = "log writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Call after the queue is closed: writes what waits, then moves it into the file.</summary>
    public void Dispose()
    {
        _thread.Join();
        _checkpoints.Dispose();
        EmptyWriteAheadLog();
        _log?.Dispose();
        _index.Dispose();
        _reader.Dispose();
    }

    private void Run()
    {
        var works = new List<LogWork>();
        while (_queue.Take(works))
        {
            Write(works);
            works.Clear();
        }
    }

    private void Write(List<LogWork> works)
    {
        try
        {
            var started = _figures.Start();
            Commit(works);
            _figures.Committed(started, works.Sum(work => work.Records));
            RunWhileClosed(works);
        }
        catch (Exception exception)
        {
            Abandon(works, exception);
            return;
        }

        WorkAnswers.Give(works);
    }

    private void RunWhileClosed(List<LogWork> works)
    {
        foreach (var work in works)
        {
            if (work.WhileClosed is { } action)
            {
                _log?.Dispose();
                _log = null;
                action();
            }
        }
    }

    private void Commit(List<LogWork> works)
    {
        var log = _log ?? Open(_end.Value);
        _checkpoints.FinishBy(log);
        _tail.DropThrough(_projected.Value);
        _group.Begin(log, _end.Value);
        foreach (var work in works)
        {
            work.Apply(_group);
        }

        _group.Flush();
        _files.Pass(Failpoints.BeforeCommit);
        log.Commit();
        _files.Pass(Failpoints.AfterCommit);
        _checkpoints.Committed(log.TakePagesWritten());
        _tail.Add(_group.Known);
        _recent.Add(_end.Value + 1, _group.Records, _group.Known);
        _end.MoveTo(_group.End);
    }

    // A closed connection rolls back. What did get to disk although it was reported as failed is found again by
    // Open, so that sending it once more is a duplicate.
    private void Abandon(List<LogWork> works, Exception exception)
    {
        _log?.Dispose();
        _log = null;
        _group.Clear();
        _figures.Failed(exception);
        WorkAnswers.Give(works, exception);
    }

    private LogConnection Open(long known)
    {
        var log = _files.OpenLog();
        _reader.Forget();
        TailLoader.Load(_reader, known, _tail, _index);
        _end.MoveTo(_reader.Last());
        return _log = log;
    }

    // Only a log that was replaced or deleted can be shorter than what was projected from it.
    private void CheckNotBehind(long projectedThrough)
    {
        if (_end.Value < projectedThrough)
        {
            throw new StoreOpenException(
                "views.db has counted executions that log.db does not have, so one of them was replaced. Put the right log.db back, or delete views.db to count anew from the log that is there.");
        }
    }

    private void EmptyWriteAheadLog()
    {
        try
        {
            _log?.EmptyWriteAheadLog();
        }
        catch (SqliteFault fault)
        {
            // The write-ahead log stays and is read by the next start; nothing is lost.
            _figures.Failed(fault);
        }
    }
}
