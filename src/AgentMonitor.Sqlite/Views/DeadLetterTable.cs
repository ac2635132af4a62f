using AgentMonitor.Projection;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Writes dead letters; the log keeps which of them were requeued.</summary>
internal sealed class DeadLetterTable(Connection connection) : IDisposable
{
    private readonly Statement _insert = connection.Prepare(
        "INSERT OR IGNORE INTO dead_letters(seq, execution_id, reason, raw, at) VALUES(?1, ?2, ?3, ?4, ?5)");

    private readonly Statement _deleteThrough = connection.Prepare("DELETE FROM dead_letters WHERE seq <= ?1");

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
    }
}
