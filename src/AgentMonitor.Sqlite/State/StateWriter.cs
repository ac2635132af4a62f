using System.Globalization;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.State;

namespace AgentMonitor.Sqlite.State;

/// <summary>The one connection that writes state.db, a transaction a document, on disk when it returns.</summary>
internal sealed class StateWriter(StoreFiles files, CommitFigures figures) : IDisposable
{
    private readonly Lock _gate = new();
    private StateConnection? _state = files.OpenState();

    /// <summary>The new version; null when the stored one is another.</summary>
    public string? TrySave(StateDocument document) => Write(state =>
        document.ETag is null ? state.TryInsert(document)
        : long.TryParse(document.ETag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? state.TryUpdate(document, version)
        : null);

    public void Delete(string kind, string id) => Write(state => state.Delete(kind, id));

    /// <summary>Runs with no connection that writes open, and nobody else able to open one.</summary>
    public void WhileClosed(Action action)
    {
        lock (_gate)
        {
            _state?.Dispose();
            _state = null;
            action();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _state?.Dispose();
            _state = null;
        }
    }

    private string? Write(Func<StateConnection, long?> write)
    {
        lock (_gate)
        {
            try
            {
                return InTransaction(_state ??= files.OpenState(), write)?.ToString(CultureInfo.InvariantCulture);
            }
            catch (Exception exception)
            {
                // A closed connection rolls back, whatever state it was in.
                _state?.Dispose();
                _state = null;
                figures.Failed(exception);
                throw SqliteFault.Translate(exception);
            }
        }
    }

    private long? InTransaction(StateConnection state, Func<StateConnection, long?> write)
    {
        var started = figures.Start();
        state.Begin();
        if (write(state) is not { } version)
        {
            state.Rollback();
            return null;
        }

        files.Pass(Failpoints.BeforeStateCommit);
        state.Commit();
        files.Pass(Failpoints.AfterStateCommit);
        figures.Committed(started, records: 0);
        return version;
    }
}
