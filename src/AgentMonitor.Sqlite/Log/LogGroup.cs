using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite.Log;

/// <summary>
/// One transaction of the log's writer: decides what each record comes to, and gathers chunks. Its ids become known
/// only when it is committed; a group that is rolled back leaves nothing behind but its own memory.
/// </summary>
internal sealed class LogGroup(IdTail tail, IdIndexReader index, LogReader reader, PriceBook prices, ErasedIds erased)
{
    private readonly Dictionary<IdHash, Standing> _standing = [];
    private readonly List<KeyValuePair<IdHash, KnownId>> _known = [];
    private readonly List<Execution?> _records = [];
    private readonly ChunkDraft _chunk = new();
    private readonly ByteBuffer _reencoded = new();
    private LogConnection? _log;
    private long _chunkFirst;

    /// <summary>The number of the last record, of this group if it has any.</summary>
    public long End { get; private set; }

    /// <summary>The ids of its readable records, in order, and where each is known to stand.</summary>
    public IReadOnlyList<KeyValuePair<IdHash, KnownId>> Known => _known;

    /// <summary>Its records in order, the last of them under <see cref="End"/>; null for one that cannot be read.</summary>
    public List<Execution?> Records => _records;

    private LogConnection Log => _log ?? throw new InvalidOperationException("The group has not begun.");

    public void Begin(LogConnection log, long end)
    {
        Clear();
        _log = log;
        End = end;
        index.BeginSnapshot();
        log.Begin();
    }

    public AppendResult Append(IdHash hash, Execution incoming, ReadOnlySpan<byte> encoded) =>
        erased.Find(incoming.Id) is { } id
            ? AppendErased(hash, ErasedCopy.Of(incoming, id))
            : Append(hash, Find(hash), incoming, encoded);

    // Until the index is made anew, the execution is still known there by the id that it had.
    private AppendResult AppendErased(IdHash before, Execution incoming)
    {
        var hash = IdHash.Of(incoming.Id);
        var standing = Find(hash);
        if (standing.Execution is null && Find(before) is { Execution: { } known } old)
        {
            standing = old with { Execution = ErasedCopy.Of(known, incoming.Id) };
        }

        return Append(hash, standing, incoming, Encode(incoming));
    }

    private AppendResult Append(IdHash hash, Standing standing, Execution incoming, ReadOnlySpan<byte> encoded)
    {
        var transition = ExecutionTransitions.Decide(standing.Execution, standing.Late, incoming, prices.Current);
        if (transition.Append is not { } append)
        {
            return new AppendResult(
                transition.Outcome,
                transition.Outcome == AppendOutcome.Late ? standing.Known.LateSequence : standing.Known.Sequence);
        }

        Add(ReferenceEquals(append, incoming) ? encoded : Encode(append), append, append.ReceivedAt);
        Stand(hash, standing, append);
        return new AppendResult(transition.Outcome, End);
    }

    /// <summary>Appends a stored record once more, unless that was done before.</summary>
    public void Requeue(long sequence, byte[] encoded, DateTimeOffset now)
    {
        if (!Log.MarkRequeued(sequence, End + 1))
        {
            return;
        }

        var (record, execution) = Read(encoded);
        if (execution is not null && erased.Find(execution.Id) is { } id)
        {
            execution = ErasedCopy.Of(execution, id);
            record = Encode(execution).ToArray();
        }

        Add(record, execution, now);
        if (execution is not null)
        {
            var hash = IdHash.Of(execution.Id);
            Stand(hash, Find(hash), execution);
        }
    }

    public void Rewrite(long first, byte[] body) => Log.Rewrite(first, body);

    public void Delete(Chunk chunk) => Log.Delete(chunk);

    /// <summary>Makes the transaction reach the disk although nothing is appended.</summary>
    public void Touch() => Log.Touch();

    /// <summary>Writes what is left. Nothing may be added after it.</summary>
    public void Flush()
    {
        if (_chunk.Count > 0)
        {
            Log.Insert(_chunkFirst, _chunk);
            _chunk.Clear();
        }

        index.EndSnapshot();
    }

    /// <summary>Drops what a failed group gathered.</summary>
    public void Clear()
    {
        _standing.Clear();
        _known.Clear();
        _records.Clear();
        _chunk.Clear();
        reader.Forget();
        index.EndSnapshot();
    }

    private void Add(ReadOnlySpan<byte> encoded, Execution? execution, DateTimeOffset receivedAt)
    {
        if (!_chunk.HasRoomFor(encoded.Length))
        {
            Log.Insert(_chunkFirst, _chunk);
            _chunk.Clear();
        }

        End++;
        if (_chunk.Count == 0)
        {
            _chunkFirst = End;
        }

        _chunk.Add(encoded, receivedAt, execution?.EndedAt);
        _records.Add(execution);
    }

    // The record just added is how the execution stands from now on, or what came too late for it.
    private void Stand(IdHash hash, Standing standing, Execution added)
    {
        var next = added.IsLate
            ? standing with { Known = standing.Known with { LateSequence = End }, Late = added }
            : standing with { Known = standing.Known with { Sequence = End }, Execution = added };
        _standing[hash] = next;
        _known.Add(new(hash, next.Known));
    }

    private ReadOnlySpan<byte> Encode(Execution execution)
    {
        _reencoded.Clear();
        RecordEncoder.Current.Write(execution, _reencoded);
        return _reencoded.Written;
    }

    // What this group wrote itself, then what is durable but not projected, then what is projected. The snapshot of
    // the index was taken after the tail was last shortened, so no id can fall between the two.
    private Standing Find(IdHash hash)
    {
        if (_standing.TryGetValue(hash, out var standing))
        {
            return standing;
        }

        return tail.TryFind(hash, out var known) || index.TryFind(hash, out known)
            ? new Standing(known, Read(known.Sequence), known.LateSequence == 0 ? null : Read(known.LateSequence))
            : default;
    }

    // A record that retention has deleted, or that cannot be read (it is a dead letter then), stands for nothing.
    private Execution? Read(long sequence)
    {
        try
        {
            return reader.Find(sequence, withContent: true);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Bytes that are no whole record would take their new neighbours with them; inside a length of their own they are
    // a record that cannot be read, as before.
    private static (byte[] Record, Execution? Execution) Read(byte[] encoded)
    {
        var frames = new RecordFrames(encoded, count: 1);
        frames.MoveNext();
        try
        {
            return frames.IsWhole ? (encoded, frames.ExecutionWithContent()) : (RecordEncoder.Framed(encoded), null);
        }
        catch (InvalidDataException)
        {
            return (encoded, null);
        }
    }

    private readonly record struct Standing(KnownId Known, Execution? Execution, Execution? Late);
}
