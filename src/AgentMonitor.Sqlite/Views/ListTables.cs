using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Writes the id index, the lists and the running set: what a projected record leaves besides its numbers.</summary>
internal sealed class ListTables(Connection connection) : IDisposable
{
    private readonly Statement _stand = connection.Prepare(
        """
        INSERT INTO ids(hash, seq, late_seq) VALUES(?1, ?2, 0)
        ON CONFLICT(hash) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > seq
        """);

    private readonly Statement _late = connection.Prepare("UPDATE ids SET late_seq = ?2 WHERE hash = ?1");
    private readonly Statement _list = connection.Prepare("INSERT OR IGNORE INTO listed(key, seq) VALUES(?1, ?2)");
    private readonly Statement _unlist = connection.Prepare("DELETE FROM listed WHERE key = ?1 AND seq = ?2");
    private readonly Statement _error = connection.Prepare("INSERT OR IGNORE INTO errors(seq, fingerprint) VALUES(?1, ?2)");
    private readonly Statement _noError = connection.Prepare("DELETE FROM errors WHERE seq = ?1");
    private readonly Statement _run = connection.Prepare("INSERT OR REPLACE INTO running VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    private readonly Statement _stop = connection.Prepare(
        "DELETE FROM running WHERE hash = ?1 RETURNING seq, user_key, session_key, parent_key");

    private readonly Statement _forgetId = connection.Prepare("DELETE FROM ids WHERE hash = ?1 AND max(seq, late_seq) = ?2");

    public void Add(FeedItem item)
    {
        Span<byte> hash = stackalloc byte[IdHash.Length];
        IdHash.Of(item.Execution.Id).Write(hash);
        if (item.Execution.Flags.HasFlag(ExecutionFlags.Late))
        {
            _late.Bind(1, hash).Bind(2, item.Lsn).Run();
            return;
        }

        _stand.Bind(1, hash).Bind(2, item.Lsn).Run();
        Stop(hash);
        AddToLists(item.Execution, item.Lsn);
        if (!item.Execution.Status.IsFinal())
        {
            Run(hash, item.Execution, item.Lsn);
        }
    }

    /// <summary>Undoes <see cref="Add"/> for a record that is being deleted; what has been written since stays.</summary>
    public void Remove(Execution execution, long sequence)
    {
        Span<byte> hash = stackalloc byte[IdHash.Length];
        IdHash.Of(execution.Id).Write(hash);
        _forgetId.Bind(1, hash).Bind(2, sequence).Run();
        Unlist(ListKey.User(execution.UserId), sequence);
        Unlist(ListKey.Session(execution.SessionId), sequence);
        Unlist(ListKey.Parent(execution.ParentExecutionId), sequence);
        if (execution.Status.IsError())
        {
            _noError.Bind(1, sequence).Run();
        }
    }

    public void Dispose()
    {
        _stand.Dispose();
        _late.Dispose();
        _list.Dispose();
        _unlist.Dispose();
        _error.Dispose();
        _noError.Dispose();
        _run.Dispose();
        _stop.Dispose();
        _forgetId.Dispose();
    }

    private void AddToLists(Execution execution, long sequence)
    {
        List(ListKey.User(execution.UserId), sequence);
        List(ListKey.Session(execution.SessionId), sequence);
        List(ListKey.Parent(execution.ParentExecutionId), sequence);
        if (execution.Status.IsError())
        {
            _error.Bind(1, sequence).Bind(2, ListKey.Fingerprint(execution.ErrorFingerprint)).Run();
        }
    }

    private void Run(ReadOnlySpan<byte> hash, Execution execution, long sequence) =>
        _run.Bind(1, hash)
            .Bind(2, execution.AgentName)
            .Bind(3, execution.DeadlineAt?.UtcTicks)
            .Bind(4, sequence)
            .Bind(5, ListKey.User(execution.UserId))
            .Bind(6, ListKey.Session(execution.SessionId))
            .Bind(7, ListKey.Parent(execution.ParentExecutionId))
            .Run();

    // Only a running execution is ever written again, so the running set knows where the lists hold the older form.
    private void Stop(ReadOnlySpan<byte> hash)
    {
        if (!_stop.Bind(1, hash).Step())
        {
            return;
        }

        var sequence = _stop.Number(0);
        var (user, session, parent) = (_stop.NumberOrNull(1), _stop.NumberOrNull(2), _stop.NumberOrNull(3));
        _stop.Run();
        Unlist(user, sequence);
        Unlist(session, sequence);
        Unlist(parent, sequence);
    }

    private void List(long? key, long sequence)
    {
        if (key is { } value)
        {
            _list.Bind(1, value).Bind(2, sequence).Run();
        }
    }

    private void Unlist(long? key, long sequence)
    {
        if (key is { } value)
        {
            _unlist.Bind(1, value).Bind(2, sequence).Run();
        }
    }
}
