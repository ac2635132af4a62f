using AgentMonitor.Costs;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// All slices of one key, folded into as one. The fence in slice 0 speaks for all of them, since they are only ever
/// saved together; that is what lets a cell move to a new slice without being counted again.
/// </summary>
internal sealed class RollupBucket
{
    /// <summary>Above this many bytes a document is split.</summary>
    private const int SplitAboveBytes = 256 * 1024;

    // A heavy user's day has hundreds of cells, of which a page touches the last hour's: those in one slice.
    private const int SplitUserAboveBytes = 16 * 1024;

    private readonly List<RollupDocument> _slices;

    /// <param name="lens">Through which a bucket is counted that is not stored yet.</param>
    public RollupBucket(RollupKey key, IEnumerable<RollupDocument> slices, int lens)
    {
        Key = key;
        _slices = [.. slices.OrderBy(slice => slice.Slice)];
        if (_slices.Count == 0)
        {
            _slices.Add(new RollupDocument(key, 0));
            Root.CountThrough(new AppliedLens(lens));
        }
    }

    public RollupKey Key { get; }

    public IReadOnlyList<RollupDocument> Slices => _slices;

    /// <summary>About how much memory its slices take.</summary>
    public long HeldBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var slice in _slices)
            {
                bytes += slice.HeldBytes;
            }

            return bytes;
        }
    }

    /// <summary>Whether executions are missing from any slice, so that its numbers are nobody's to see.</summary>
    public bool IsIncomplete => _slices.Exists(slice => slice.IsIncomplete);

    public AppliedLens Lens => Root.Lens;

    public bool HasChanged => _slices.Exists(slice => slice.HasChanged);

    private RollupDocument Root => _slices[0];

    /// <summary>
    /// Folds in what the fence has not seen, judged as it stood before this page, then raises the fence; false when
    /// nothing is new to it. Several buckets may do so at once: all they share is the page, and they only read it.
    /// </summary>
    public bool Apply(SortedPage page)
    {
        var first = page.Chains[Key].First;
        var folded = false;
        for (var place = first; place >= 0; place = page.Cells[place].Next)
        {
            var (group, cell, parts, _) = page.Cells[place];
            var (shard, highest) = (page.Groups[group].Shard, page.Groups[group].Highest);
            if (!Root.IsApplied(shard, highest))
            {
                page.Groups.AddTo(SliceOf(cell).Cell(cell), parts, group, Root);
                folded = true;
            }
        }

        if (folded)
        {
            // Only now: siblings of one transaction stand or fall together.
            RaiseFence(page, first);
            Split();
        }

        return folded;
    }

    /// <summary>Whether any of what it holds may cost otherwise through <paramref name="lens"/>.</summary>
    public bool IsBehind(CostLens lens) => Lens.Change is not null || lens.IsNewerFor(Key.Bucket, Lens.Number);

    public bool Holds(int shard, long lsn) => Root.IsApplied(shard, lsn);

    /// <summary>What comes from now on is counted through the lens of this number; what is there stays as it is.</summary>
    public void BeginLens(int number) =>
        Root.CountThrough(new AppliedLens(number, new LensChange(Lens.Number, Root.Applied)));

    /// <summary>What it holds costs so much more or less, and is counted through <paramref name="lens"/> then.</summary>
    public void Shift(IReadOnlyDictionary<string, CostShift> cells, AppliedLens lens)
    {
        foreach (var (name, shift) in cells)
        {
            if (_slices.Find(slice => slice.Cells.ContainsKey(name)) is { } home)
            {
                shift.ApplyTo(home.Cell(name));
            }
        }

        Root.CountThrough(lens);
    }

    private void RaiseFence(SortedPage page, int first)
    {
        for (var place = first; place >= 0; place = page.Cells[place].Next)
        {
            var group = page.Groups[page.Cells[place].Group];
            Root.RaiseFence(group.Shard, group.Highest);
        }
    }

    // A cell stays in the slice where it first appeared, unless a split moves it; a new one goes to the last.
    private RollupDocument SliceOf(string cell)
    {
        if (_slices.Count > 1)
        {
            foreach (var slice in _slices)
            {
                if (slice.Cells.ContainsKey(cell))
                {
                    return slice;
                }
            }
        }

        return _slices[^1];
    }

    private void Split()
    {
        var most = Key.Scope.IsUser ? SplitUserAboveBytes : SplitAboveBytes;
        for (var i = _slices.Count - 1; i >= 0; i--)
        {
            if (_slices[i] is { HasChanged: true, Cells.Count: > 1 } large && large.EncodedLength > most)
            {
                _slices.Add(large.SplitOff(_slices.Count));
            }
        }
    }
}
