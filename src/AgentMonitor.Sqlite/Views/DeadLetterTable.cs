using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Writes dead letters; the log keeps which of them were requeued.</summary>
internal sealed class DeadLetterTable(Connection connection) : IDisposable
{
    private readonly Statement _insert = connection.Prepare(
        "INSERT OR IGNORE INTO dead_letters(seq, execution_id, reason, raw, at) VALUES(?1, ?2, ?3, ?4, ?5)");

    private readonly Statement _deleteThrough = connection.Prepare("DELETE FROM dead_letters WHERE seq <= ?1");

    private readonly Statement _following = connection.Prepare(
        "SELECT seq, execution_id, raw FROM dead_letters WHERE seq > ?1 ORDER BY seq LIMIT ?2");

    private readonly Statement _erase = connection.Prepare("UPDATE dead_letters SET execution_id = ?2, raw = ?3 WHERE seq = ?1");

    /// <summary>Letters after a record: its number, its id where that could be read, and its bytes where it could not.</summary>
    public List<(long Sequence, string? ExecutionId, byte[] Raw)> Following(long sequence, int limit)
    {
        var letters = new List<(long, string?, byte[])>();
        for (_following.Bind(1, sequence).Bind(2, limit); _following.Step();)
        {
            letters.Add((_following.Number(0), _following.TextOrNull(1), _following.Blob(2).ToArray()));
        }

        return letters;
    }

    public void Erase(long sequence, string? executionId) =>
        _erase.Bind(1, sequence).Bind(2, executionId).Bind(3, ReadOnlySpan<byte>.Empty).Run();

    public void Add(DeadLetter letter, DateTimeOffset now) =>
        _insert.Bind(1, letter.Lsn)
            .Bind(2, letter.ExecutionId)
            .Bind(3, letter.Reason)
            .Bind(4, letter.Raw.Span)
            .Bind(5, now.UtcTicks)
            .Run();

    public void DeleteThrough(long sequence) => _deleteThrough.Bind(1, sequence).Run();

    public void Dispose()
    {
        _insert.Dispose();
        _deleteThrough.Dispose();
        _following.Dispose();
        _erase.Dispose();
    }
}
