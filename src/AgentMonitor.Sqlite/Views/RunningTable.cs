using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>One row of what is running.</summary>
internal sealed record RunningRow(
    byte[] Hash, string Agent, long? Deadline, long Sequence, long? UserKey, long? SessionKey, long? ParentKey);

/// <summary>
/// Writes what is running and what that is listed under. Both go when it finishes, so that these tables stay as small
/// as what is going on.
/// </summary>
internal sealed class RunningTable : IDisposable
{
    private readonly Statement _list;
    private readonly Statement _unlist;
    private readonly Statement _run;
    private readonly Statement _stop;
    private readonly Statement _all;
    private readonly Statement _hashes;
    private readonly RunningFilter _filter = new();

    public RunningTable(Connection connection)
    {
        _list = connection.Prepare("INSERT OR IGNORE INTO listed(key, seq) VALUES(?1, ?2)");
        _unlist = connection.Prepare("DELETE FROM listed WHERE key = ?1 AND seq = ?2");
        _run = connection.Prepare("INSERT OR REPLACE INTO running VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _stop = connection.Prepare("DELETE FROM running WHERE hash = ?1 RETURNING seq, user_key, session_key, parent_key");
        _all = connection.Prepare("SELECT hash, agent, deadline, seq, user_key, session_key, parent_key FROM running");
        _hashes = connection.Prepare("SELECT hash FROM running");
        _filter.Reset(Hashes());
    }

    public List<RunningRow> All()
    {
        var rows = new List<RunningRow>();
        while (_all.Step())
        {
            rows.Add(new RunningRow(
                _all.Blob(0).ToArray(), _all.Text(1), _all.NumberOrNull(2), _all.Number(3), _all.NumberOrNull(4),
                _all.NumberOrNull(5), _all.NumberOrNull(6)));
        }

        return rows;
    }

    /// <summary>Takes the person out of a row; without a new hash the row goes.</summary>
    public void Erase(RunningRow row, IdHash? now)
    {
        Stop(row.Hash);
        if (now is { } hash)
        {
            Span<byte> bytes = stackalloc byte[IdHash.Length];
            hash.Write(bytes);
            Mark(bytes);
            _run.Bind(1, bytes).Bind(2, row.Agent).Bind(3, row.Deadline).Bind(4, row.Sequence)
                .Bind(5, (long?)null).Bind(6, (long?)null).Bind(7, (long?)null).Run();
        }
    }

    public void Run(ReadOnlySpan<byte> hash, Execution execution, long sequence)
    {
        var (user, session, parent) = (
            ListKey.User(execution.UserId), ListKey.Session(execution.SessionId), ListKey.Parent(execution.ParentExecutionId));
        Mark(hash);
        _run.Bind(1, hash)
            .Bind(2, execution.AgentName)
            .Bind(3, execution.DeadlineAt?.UtcTicks)
            .Bind(4, sequence)
            .Bind(5, user)
            .Bind(6, session)
            .Bind(7, parent)
            .Run();
        Run(_list, user, sequence);
        Run(_list, session, sequence);
        Run(_list, parent, sequence);
    }

    public void Stop(ReadOnlySpan<byte> hash)
    {
        if (!_filter.MayRun(hash) || !_stop.Bind(1, hash).Step())
        {
            return;
        }

        var sequence = _stop.Number(0);
        var (user, session, parent) = (_stop.NumberOrNull(1), _stop.NumberOrNull(2), _stop.NumberOrNull(3));
        _stop.Run();
        Run(_unlist, user, sequence);
        Run(_unlist, session, sequence);
        Run(_unlist, parent, sequence);
    }

    public void Dispose()
    {
        _list.Dispose();
        _unlist.Dispose();
        _run.Dispose();
        _stop.Dispose();
        _all.Dispose();
        _hashes.Dispose();
    }

    private void Mark(ReadOnlySpan<byte> hash)
    {
        if (_filter.IsCrowded)
        {
            _filter.Reset(Hashes());
        }

        _filter.Mark(hash);
    }

    private IEnumerable<byte[]> Hashes()
    {
        while (_hashes.Step())
        {
            yield return _hashes.Blob(0).ToArray();
        }
    }

    private static void Run(Statement statement, long? key, long sequence)
    {
        if (key is { } value)
        {
            statement.Bind(1, value).Bind(2, sequence).Run();
        }
    }
}
