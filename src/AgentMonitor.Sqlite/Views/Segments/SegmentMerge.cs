namespace AgentMonitor.Sqlite.Views.Segments;

/// <summary>
/// Makes one segment of several that follow each other, in as many transactions as it takes; readers see the old ones
/// until it is done. Entries of records before <paramref name="firstKept"/>, which retention has deleted, are left out;
/// those of <paramref name="relisted"/> are replaced.
/// </summary>
internal sealed class SegmentMerge(
    IReadOnlyList<Segment> inputs, SegmentDraft draft, BlockReader blocks, long firstKept, Relisted? relisted = null)
{
    private readonly SortedMerge<IdEntry> _ids = new(
        inputs.Select(input => Ids(input, blocks, relisted)).Append(Given(relisted?.Ids ?? [])));

    private readonly SortedMerge<ListEntry> _lists = new(
        inputs.Select(input => Lists(input, blocks, relisted)).Append(Given(relisted?.Lists ?? [])));

    private bool _idsDone;

    public IReadOnlyList<Segment> Inputs => inputs;

    /// <summary>Whether it was begun to replace entries, not for the sake of a merge.</summary>
    public bool IsAnew => relisted is not null;

    public SegmentDraft Draft => draft;

    /// <summary>Takes so many entries at most; true: there are no more.</summary>
    public bool Advance(int entries)
    {
        for (; entries > 0 && !_idsDone; entries--)
        {
            _idsDone = !_ids.TryNext(out var id);
            if (!_idsDone && id.Sequence >= firstKept)
            {
                draft.Add(id);
            }
        }

        for (; entries > 0; entries--)
        {
            if (!_lists.TryNext(out var listed))
            {
                return true;
            }

            if (listed.Sequence >= firstKept)
            {
                draft.Add(listed);
            }
        }

        return false;
    }

    private static SegmentCursor<T> Given<T>(IReadOnlyList<T> entries) =>
        new(entries.Count == 0 ? 0 : 1, (_, into) => into.AddRange(entries));

    private static SegmentCursor<IdEntry> Ids(Segment segment, BlockReader blocks, Relisted? relisted) =>
        new(1 << segment.PartitionBits, (partition, into) =>
        {
            var block = blocks.Ids(segment, partition);
            for (var i = 0; i < block.Count; i++)
            {
                if (block[i] is var entry && relisted?.Holds(entry.Sequence) != true)
                {
                    into.Add(entry);
                }
            }

            blocks.Reset();
        });

    private static SegmentCursor<ListEntry> Lists(Segment segment, BlockReader blocks, Relisted? relisted)
    {
        var numbers = new List<long>();
        return new(segment.Fences.Length, (number, into) =>
        {
            var block = blocks.List(segment, number);
            while (block.MoveNextKey())
            {
                numbers.Clear();
                block.ReadInto(numbers);
                foreach (var sequence in numbers)
                {
                    if (relisted?.Holds(sequence) != true)
                    {
                        into.Add(new ListEntry(block.Key, sequence));
                    }
                }
            }

            blocks.Reset();
        });
    }
}
