using System.Globalization;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views.Segments;

namespace AgentMonitor.Sqlite.Views;

/// <summary>Reads the lists, the running set and the dead letters; lent by a pool.</summary>
internal sealed class ViewsReader(Connection connection, SegmentCatalog catalog) : IDisposable
{
    private readonly SegmentReader _segments = new(connection, catalog);
    private readonly Statement _runningListed = connection.Prepare(
        "SELECT seq FROM listed WHERE key = ?1 AND seq < ?2 AND seq >= ?3 ORDER BY seq DESC LIMIT ?4");

    private readonly Statement _runningByAgent = connection.Prepare("SELECT agent, count(*) FROM running GROUP BY agent");
    private readonly Statement _running = connection.Prepare("SELECT seq FROM running WHERE seq < ?1 ORDER BY seq DESC");

    private readonly Statement _overdue = connection.Prepare(
        "SELECT seq FROM running WHERE deadline < ?1 ORDER BY deadline LIMIT ?2");

    private readonly Statement _deadLetters = connection.Prepare(
        "SELECT seq, execution_id, reason, raw, at FROM dead_letters ORDER BY seq DESC LIMIT ?1");

    private readonly Statement _deadSequences = connection.Prepare("SELECT seq FROM dead_letters WHERE seq BETWEEN ?1 AND ?2");
    private readonly Statement _isDeadLetter = connection.Prepare("SELECT 1 FROM dead_letters WHERE seq = ?1");

    /// <summary>Until it ends, lists are those of one state. It ends with the reader, too.</summary>
    public void BeginSnapshot() => _segments.BeginSnapshot();

    public void EndSnapshot() => _segments.EndSnapshot();

    /// <summary>What is listed under a key before a record, newest first. Within a snapshot.</summary>
    public List<long> Listed(long key, long before, int limit)
    {
        var listed = _segments.Listed(key, before, limit);
        var running = Numbers(_runningListed.Bind(1, key).Bind(2, before).Bind(3, _segments.FirstKept).Bind(4, limit));
        return running.Count == 0 ? listed : [.. listed.Concat(running).OrderDescending().Take(limit)];
    }

    /// <summary>Whether the record is how its execution stands now, not an older form of it. Within a snapshot.</summary>
    public bool IsCurrent(IdHash hash, long sequence) => _segments.Find(hash).Sequence == sequence;

    public Dictionary<string, long> RunningByAgent()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (_runningByAgent.Step())
        {
            counts.Add(_runningByAgent.Text(0), _runningByAgent.Number(1));
        }

        return counts;
    }

    /// <summary>The records before this one that say what still runs, newest first.</summary>
    public List<long> Running(long before) => Numbers(_running.Bind(1, before));

    public List<long> Overdue(long now, int limit) => Numbers(_overdue.Bind(1, now).Bind(2, limit));

    public List<StoredDeadLetter> DeadLetters(int limit)
    {
        var letters = new List<StoredDeadLetter>();
        for (_deadLetters.Bind(1, limit); _deadLetters.Step();)
        {
            var sequence = _deadLetters.Number(0);
            letters.Add(new StoredDeadLetter(
                sequence.ToString(CultureInfo.InvariantCulture),
                new DeadLetter(
                    SqliteExecutionFeed.Shard, sequence, _deadLetters.TextOrNull(1), _deadLetters.Text(2), _deadLetters.Blob(3).ToArray()),
                new DateTimeOffset(_deadLetters.Number(4), TimeSpan.Zero),
                Requeued: false));
        }

        return letters;
    }

    public HashSet<long> DeadSequences(long first, long last) => [.. Numbers(_deadSequences.Bind(1, first).Bind(2, last))];

    public bool IsDeadLetter(long sequence) => Any(_isDeadLetter.Bind(1, sequence));

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[
            _runningListed, _runningByAgent, _running, _overdue, _deadLetters, _deadSequences, _isDeadLetter])
        {
            statement.Dispose();
        }

        _segments.Dispose();
        connection.Dispose();
    }

    private static List<long> Numbers(Statement statement)
    {
        var numbers = new List<long>();
        while (statement.Step())
        {
            numbers.Add(statement.Number(0));
        }

        return numbers;
    }

    private static bool Any(Statement statement)
    {
        var any = statement.Step();
        statement.Reset();
        return any;
    }
}
