using AgentMonitor.Executions;

namespace AgentMonitor.Rollups;

// What a document is while some of its bucket is missing, because stored bytes were found that nobody can read.
public sealed partial class RollupDocument
{
    private const ulong CompleteFormat = 2;

    private const ulong IncompleteFormat = 3;

    // As the two above, and then its lens: what was never repriced stays as short as it was.
    private const ulong RepricedFormat = 4;

    private const ulong IncompleteRepricedFormat = 5;

    private static readonly TimeSpan RetryAfterDamage = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether executions are missing that its fence may refuse. It goes on taking what comes, so that nobody waits
    /// for it; a recount fills in what is missing.
    /// </summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Which recount is filling it in; 0: none yet, and what it holds may be counted twice.</summary>
    public long RecountMark { get; private set; }

    /// <summary>What is stored; bytes that cannot be read give an incomplete document, empty and without a fence.</summary>
    public static RollupDocument Read(RollupKey key, int slice, ReadOnlySpan<byte> body)
    {
        try
        {
            return Decode(key, slice, body);
        }
        catch (InvalidDataException)
        {
            return new RollupDocument(key, slice) { IsIncomplete = true };
        }
    }

    /// <summary>Itself, for who answers with its numbers: a total is right or it is not given.</summary>
    public RollupDocument EnsureComplete() => !IsIncomplete ? this : throw new StoreUnavailableException(
        StoreFault.Damaged,
        $"The stored totals of the {Key.Bucket.Grain} from {Key.Bucket.Start:O} are damaged; reconcile makes them anew from the log.",
        RetryAfterDamage);

    /// <summary>
    /// Lets go of all it holds; null: for good, a mark: until that recount fills it in, counting through
    /// <paramref name="lens"/> as whoever folds into it meanwhile.
    /// </summary>
    internal void Empty(long? mark, int lens)
    {
        CountThrough(new AppliedLens(lens));
        _cells.Clear();
        (IsIncomplete, RecountMark) = (mark is not null, mark ?? 0);
    }

    internal void Complete()
    {
        Touch();
        (IsIncomplete, RecountMark) = (false, 0);
    }

    private void WriteFormat(CompactWriter writer)
    {
        var isRepriced = Lens != default;
        writer.WriteUnsigned(
            IsIncomplete ? isRepriced ? IncompleteRepricedFormat : IncompleteFormat : isRepriced ? RepricedFormat : CompleteFormat);
        if (IsIncomplete)
        {
            writer.WriteSigned(RecountMark);
        }

        if (isRepriced)
        {
            Lens.Write(writer);
        }
    }

    private void ReadFormat(ref CompactReader reader)
    {
        var format = reader.ReadUnsigned();
        if (format is < CompleteFormat or > IncompleteRepricedFormat)
        {
            throw new InvalidDataException(
                $"A rollup document has format {format}; this version reads {CompleteFormat} to {IncompleteRepricedFormat}.");
        }

        IsIncomplete = format is IncompleteFormat or IncompleteRepricedFormat;
        RecountMark = IsIncomplete ? reader.ReadSigned() : 0;
        Lens = format is RepricedFormat or IncompleteRepricedFormat ? AppliedLens.Read(ref reader) : default;
    }
}
