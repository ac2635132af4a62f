using System.Runtime.InteropServices;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>The items of one shard in a page that share a facet, in order, as places of the first and the last link.</summary>
internal record struct PageGroup(
    int Shard, long Lowest, long Highest, int First, int Last, int Count, CellParts Parts, string? Label, bool IsRepriced);

/// <summary>An item of a group; <see cref="Next"/> is the place of the next one's link, or -1.</summary>
internal record struct GroupLink(long Lsn, Contribution Contribution, int Next);

/// <summary>
/// The contributions of a page by shard and facet. Those of one group add to the same cells; where there are several
/// they are folded once, and the sum is added instead of each of them.
/// </summary>
internal sealed class PageGroups
{
    // Below this, folding and merging costs more than adding one by one.
    private const int LeastFolded = 4;

    private readonly Dictionary<(int Shard, Facet Facet), int> _places = [];

    private readonly List<PageGroup> _groups = [];

    private readonly List<GroupLink> _links = [];

    // By group. Two threads that fold a group at the same moment come to the same, and one of them goes by the other's.
    private Rollup?[] _folded = [];

    public PageGroup this[int group] => _groups[group];

    /// <summary>Its group, and whether this is the first of it.</summary>
    public int Add(int shard, long lsn, Contribution contribution, in Facet facet, out bool isFirst)
    {
        var link = _links.Count;
        _links.Add(new GroupLink(lsn, contribution, Next: -1));
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (shard, facet), out var exists);
        isFirst = !exists;
        if (!exists)
        {
            place = _groups.Count;
            _groups.Add(new PageGroup(shard, lsn, lsn, link, link, 1, facet.Parts, facet.Label, contribution.IsRepriced));
            return place;
        }

        ref var group = ref CollectionsMarshal.AsSpan(_groups)[place];
        CollectionsMarshal.AsSpan(_links)[group.Last].Next = link;
        group = group with
        {
            Lowest = Math.Min(group.Lowest, lsn),
            Highest = Math.Max(group.Highest, lsn),
            Last = link,
            Count = group.Count + 1,
            IsRepriced = group.IsRepriced || contribution.IsRepriced,
        };
        return place;
    }

    /// <summary>
    /// Adds to a cell what the fence of its document's <paramref name="root"/> has not seen, at the prices that the
    /// document is counted with.
    /// </summary>
    public void AddTo(Rollup cell, CellParts parts, int group, RollupDocument root)
    {
        var (shard, lowest, _, first, _, count, _, label, isRepriced) = _groups[group];
        if (count >= LeastFolded && !isRepriced && !root.IsApplied(shard, lowest))
        {
            cell.AddFolded(Folded(group), _links[first].Contribution.Quarter, parts, label);
            return;
        }

        for (var link = first; link >= 0; link = _links[link].Next)
        {
            var (lsn, contribution, _) = _links[link];
            if (!root.IsApplied(shard, lsn))
            {
                cell.Add(isRepriced ? contribution.Through(root.Lens.Number) : contribution, parts, label);
            }
        }
    }

    public void Clear()
    {
        _places.Clear();
        _groups.Clear();
        _links.Clear();
        Array.Clear(_folded);
    }

    /// <summary>To be told once all are added, before any is added to a cell.</summary>
    public void Complete() => _folded = _folded.Length < _groups.Count ? new Rollup?[_groups.Count * 2] : _folded;

    private Rollup Folded(int group)
    {
        if (Volatile.Read(ref _folded[group]) is { } known)
        {
            return known;
        }

        var folded = new Rollup();
        for (var link = _groups[group].First; link >= 0; link = _links[link].Next)
        {
            folded.Add(_links[link].Contribution, _groups[group].Parts);
        }

        return Interlocked.CompareExchange(ref _folded[group], folded, null) ?? folded;
    }
}
