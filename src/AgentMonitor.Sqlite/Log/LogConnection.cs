using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Log;

/// <summary>The writer's connection, with the few statements it ever runs.</summary>
internal sealed class LogConnection(Connection connection) : IDisposable
{
    private readonly Statement _begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = connection.Prepare("COMMIT");
    private readonly Statement _insert = connection.Prepare(
        "INSERT INTO chunks(first_seq, count, received_at, min_ended, max_ended, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6)");

    private readonly Statement _requeue = connection.Prepare("INSERT OR IGNORE INTO requeued(seq, new_seq) VALUES(?1, ?2)");
    private readonly Statement _rewrite = connection.Prepare("UPDATE chunks SET body = ?2 WHERE first_seq = ?1");
    private readonly Statement _delete = connection.Prepare("DELETE FROM chunks WHERE first_seq = ?1");
    private readonly Statement _forgetRequeued = connection.Prepare("DELETE FROM requeued WHERE seq <= ?1");

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Insert(long first, ChunkDraft chunk) =>
        _insert.Bind(1, first).Bind(2, chunk.Count).Bind(3, chunk.ReceivedAt)
            .Bind(4, chunk.MinEnded).Bind(5, chunk.MaxEnded).Bind(6, chunk.Body.Written)
            .Run();

    /// <summary>False: it was requeued before.</summary>
    public bool MarkRequeued(long sequence, long newSequence)
    {
        _requeue.Bind(1, sequence).Bind(2, newSequence).Run();
        return connection.Changes == 1;
    }

    /// <summary>Puts other bytes in the place of a chunk's, for as many records; one that is gone stays gone.</summary>
    public void Rewrite(long first, ReadOnlySpan<byte> body) => _rewrite.Bind(1, first).Bind(2, body).Run();

    public void Delete(Chunk chunk)
    {
        _delete.Bind(1, chunk.First).Run();
        _forgetRequeued.Bind(1, chunk.Last).Run();
    }

    public int TakePagesWritten() => connection.TakePagesWritten();

    public void Checkpoint() => connection.Checkpoint();

    /// <summary>Moves the write-ahead log into the file and empties it, so that the next start has nothing to recover.</summary>
    public void EmptyWriteAheadLog() => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Writes one page, as it is: the number stands in the file's header and means nothing to us.</summary>
    public void Touch() => connection.Execute("PRAGMA application_id = 1095583054");

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _insert.Dispose();
        _requeue.Dispose();
        _rewrite.Dispose();
        _delete.Dispose();
        _forgetRequeued.Dispose();
        connection.Dispose();
    }
}
