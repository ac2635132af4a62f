using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;

namespace AgentMonitor.Sqlite.Log;

/// <summary>Reads chunks and single records; lent by a pool.</summary>
internal sealed class LogReader : IDisposable
{
    private const string Columns = "SELECT first_seq, count, body FROM chunks ";

    private readonly Connection _connection;
    private readonly Statement _atOrBefore;
    private readonly Statement _after;
    private readonly Statement _endedWithin;
    private readonly Statement _endedBefore;
    private readonly Statement _mayHold;
    private readonly Statement _oldest;
    private readonly Statement _last;
    private readonly Statement _isRequeued;
    private readonly Statement _requeued;
    private byte[] _body = [];
    private Chunk _chunk;

    public LogReader(Connection connection)
    {
        _connection = connection;
        _atOrBefore = connection.Prepare(Columns + "WHERE first_seq <= ?1 ORDER BY first_seq DESC LIMIT 1");
        _after = connection.Prepare(Columns + "WHERE first_seq > ?1 ORDER BY first_seq LIMIT 1");
        _endedWithin = connection.Prepare(
            Columns + "WHERE first_seq > ?1 AND max_ended >= ?2 AND min_ended < ?3 ORDER BY first_seq LIMIT 1");
        _endedBefore = connection.Prepare(
            Columns + "WHERE first_seq <= ?1 AND max_ended >= ?2 AND min_ended < ?3 ORDER BY first_seq DESC LIMIT 1");
        _mayHold = connection.Prepare(
            "SELECT max_ended >= ?2 AND min_ended < ?3 FROM chunks WHERE first_seq <= ?1 ORDER BY first_seq DESC LIMIT 1");
        _oldest = connection.Prepare("SELECT received_at FROM chunks WHERE first_seq = ?1");
        _last = connection.Prepare("SELECT first_seq + count - 1 FROM chunks ORDER BY first_seq DESC LIMIT 1");
        _isRequeued = connection.Prepare("SELECT 1 FROM requeued WHERE seq = ?1");
        _requeued = connection.Prepare("SELECT seq FROM requeued WHERE seq BETWEEN ?1 AND ?2");
    }

    /// <summary>The number of the last record; 0 for an empty log.</summary>
    public long Last()
    {
        var last = _last.Step() ? _last.Number(0) : 0;
        _last.Reset();
        return last;
    }

    /// <summary>The chunk that begins at or before <paramref name="sequence"/>; it may end before it, too.</summary>
    public Chunk? AtOrBefore(long sequence) =>
        _chunk.Holds(sequence) ? _chunk : One(_atOrBefore.Bind(1, sequence));

    /// <summary>The chunk that holds the record after <paramref name="position"/>, or the next one there is.</summary>
    public Chunk? Following(long position) =>
        AtOrBefore(position + 1) is { } chunk && chunk.Last > position ? chunk : One(_after.Bind(1, position));

    /// <summary>The next chunk beginning after <paramref name="first"/> with an execution that ended in [from, to).</summary>
    public Chunk? EndedWithin(long first, long from, long to) =>
        One(_endedWithin.Bind(1, first).Bind(2, from).Bind(3, to));

    /// <summary>The same backwards: the one beginning at or before <paramref name="sequence"/>.</summary>
    public Chunk? EndedWithinBefore(long sequence, long from, long to) =>
        One(_endedBefore.Bind(1, sequence).Bind(2, from).Bind(3, to));

    /// <summary>False: nothing in the chunk of this record ended in [from, to), so that it need not be read.</summary>
    public bool MayHaveEndedWithin(long sequence, long from, long to)
    {
        var may = _mayHold.Bind(1, sequence).Bind(2, from).Bind(3, to).Step() && _mayHold.Number(0) != 0;
        _mayHold.Reset();
        return may;
    }

    public long? ReceivedAt(long first)
    {
        long? received = _oldest.Bind(1, first).Step() ? _oldest.Number(0) : null;
        _oldest.Reset();
        return received;
    }

    public bool IsRequeued(long sequence)
    {
        var found = _isRequeued.Bind(1, sequence).Step();
        _isRequeued.Reset();
        return found;
    }

    /// <summary>The records among these that come again under a later number.</summary>
    public List<long> Requeued(long first, long last)
    {
        var found = new List<long>();
        for (_requeued.Bind(1, first).Bind(2, last); _requeued.Step();)
        {
            found.Add(_requeued.Number(0));
        }

        return found;
    }

    public Execution? Find(long sequence, bool withContent)
    {
        if (!TryFrame(sequence, out var frame))
        {
            return null;
        }

        return withContent ? frame.ExecutionWithContent() : frame.Execution();
    }

    public byte[]? FindRaw(long sequence) => TryFrame(sequence, out var frame) ? frame.Whole.ToArray() : null;

    /// <summary>Forgets what it read, which may have been deleted by the time somebody else borrows it.</summary>
    public void Forget() => _chunk = default;

    public void Dispose()
    {
        _atOrBefore.Dispose();
        _after.Dispose();
        _endedWithin.Dispose();
        _endedBefore.Dispose();
        _mayHold.Dispose();
        _oldest.Dispose();
        _last.Dispose();
        _isRequeued.Dispose();
        _requeued.Dispose();
        _connection.Dispose();
    }

    private bool TryFrame(long sequence, out RecordFrames frame)
    {
        frame = default;
        if (AtOrBefore(sequence) is not { } chunk || !chunk.Holds(sequence))
        {
            return false;
        }

        frame = new RecordFrames(chunk.Body.Span, chunk.Count);
        for (var at = chunk.First; frame.MoveNext(); at++)
        {
            if (at == sequence)
            {
                return true;
            }
        }

        return false;
    }

    private Chunk? One(Statement statement)
    {
        if (!statement.Step())
        {
            return null;
        }

        var body = statement.Blob(2);
        if (_body.Length < body.Length)
        {
            _body = new byte[Math.Max(body.Length, 64 << 10)];
        }

        body.CopyTo(_body);
        _chunk = new Chunk(statement.Number(0), (int)statement.Number(1), _body.AsMemory(0, body.Length));
        statement.Reset();
        return _chunk;
    }
}
