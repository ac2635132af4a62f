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

    private readonly List<RollupDocument> _slices;

    public RollupBucket(RollupKey key, IEnumerable<RollupDocument> slices)
    {
        Key = key;
        _slices = [.. slices.OrderBy(slice => slice.Slice)];
        if (_slices.Count == 0)
        {
            _slices.Add(new RollupDocument(key, 0));
        }
    }

    public RollupKey Key { get; }

    public IReadOnlyList<RollupDocument> Slices => _slices;

    /// <summary>How many cells its slices hold.</summary>
    public int Cells => _slices.Sum(slice => slice.Cells.Count);

    /// <summary>Whether executions are missing from any slice, so that its numbers are nobody's to see.</summary>
    public bool IsIncomplete => _slices.Exists(slice => slice.IsIncomplete);

    private RollupDocument Root => _slices[0];

    /// <summary>
    /// Folds in what the fence has not seen, judged as it stood before this page, then raises the fence. Adds the
    /// slices that changed to <paramref name="changed"/>.
    /// </summary>
    public void Apply(SortedPage page, List<RollupDocument> changed)
    {
        var first = page.Chains[Key].First;
        var folded = false;
        for (var place = first; place >= 0; place = page.Cells[place].Next)
        {
            var cell = page.Cells[place];
            var item = page.Items[cell.Item];
            if (!Root.IsApplied(item.Shard, item.Lsn))
            {
                SliceOf(cell.Cell).Cell(cell.Cell).Add(item.Contribution, cell.Parts, cell.Label);
                folded = true;
            }
        }

        if (folded)
        {
            // Only now: siblings of one transaction stand or fall together.
            RaiseFence(page, first);
            Split();
            changed.AddRange(_slices.Where(slice => slice.HasChanged));
        }
    }

    // Numbers grow within a shard, so of a run of one shard's items only the last has to be noted.
    private void RaiseFence(SortedPage page, int first)
    {
        var last = page.Items[page.Cells[first].Item];
        for (var place = page.Cells[first].Next; place >= 0; place = page.Cells[place].Next)
        {
            var item = page.Items[page.Cells[place].Item];
            if (item.Shard != last.Shard || item.Lsn < last.Lsn)
            {
                Root.RaiseFence(last.Shard, last.Lsn);
            }

            last = item;
        }

        Root.RaiseFence(last.Shard, last.Lsn);
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
        for (var i = _slices.Count - 1; i >= 0; i--)
        {
            if (_slices[i] is { HasChanged: true, Cells.Count: > 1, EncodedLength: > SplitAboveBytes } large)
            {
                _slices.Add(large.SplitOff(_slices.Count));
            }
        }
    }
}
