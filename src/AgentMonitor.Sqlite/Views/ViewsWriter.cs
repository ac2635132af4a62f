using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>The one connection that writes views.db, lent to one caller at a time, a transaction each.</summary>
internal sealed class ViewsWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StoreFiles _files;
    private readonly CommitFigures _figures;
    private ViewsConnection? _views;

    public ViewsWriter(StoreFiles files, CommitFigures figures)
    {
        (_files, _figures) = (files, figures);
        _views = files.OpenViews();
        Position = _views.Position();
        Indexed = _views.Lists.Indexed;
    }

    /// <summary>The position when the file was opened.</summary>
    public long Position { get; }

    /// <summary>How far ids and lists reached when the file was opened.</summary>
    public long Indexed { get; }

    /// <summary>Commits when <paramref name="write"/> says so, and rolls back otherwise.</summary>
    public bool Write(Func<ViewsConnection, bool> write)
    {
        lock (_gate)
        {
            try
            {
                return InTransaction(_views ??= _files.OpenViews(), write);
            }
            catch (Exception exception)
            {
                // A closed connection rolls back, whatever state it was in.
                _views?.Dispose();
                _views = null;
                _figures.Failed(exception);
                throw SqliteFault.Translate(exception);
            }
        }
    }

    /// <summary>Runs with no connection that writes open, and nobody else able to open one.</summary>
    public void WhileClosed(Action action)
    {
        lock (_gate)
        {
            _views?.Dispose();
            _views = null;
            action();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _views?.Dispose();
            _views = null;
        }
    }

    private bool InTransaction(ViewsConnection views, Func<ViewsConnection, bool> write)
    {
        var started = _figures.Start();
        views.Begin();
        if (!write(views))
        {
            views.Rollback();
            return false;
        }

        _files.Pass(Failpoints.BeforeViewsCommit);
        views.Commit();
        _files.Pass(Failpoints.AfterViewsCommit);
        _figures.Committed(started, records: 0);
        return true;
    }
}
