using System.Runtime.InteropServices;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// One contribution on its way into one cell; <see cref="Item"/> is its place in the page, <see cref="Next"/> that of
/// the next cell of the same documents, or -1.
/// </summary>
internal record struct PendingCell(int Item, string Cell, CellParts Parts, string? Label, int Next);

/// <summary>The cells of one key, in the order of the page, as places of the first and the last.</summary>
internal record struct CellChain(int First, int Last);

/// <summary>A finished execution of the page with what the fence judges it by.</summary>
internal readonly record struct PendingItem(int Shard, long Lsn, Contribution Contribution);

/// <summary>
/// A feed page by the documents it touches; what cannot be folded is set apart as dead letters. Made once and filled
/// again for each page, since its lists are large; and the cells of all keys share one list, since there are
/// thousands of keys and each page has its own long ones.
/// </summary>
internal sealed class SortedPage
{
    private readonly List<FeedItem> _readable = [];

    private readonly List<DeadLetter> _deadLetters = [];

    private readonly List<PendingItem> _items = [];

    private readonly List<PendingCell> _cells = [];

    private readonly Dictionary<RollupKey, CellChain> _chains = [];

    private readonly List<CellTarget> _targets = [];

    public IReadOnlyList<FeedItem> Readable => _readable;

    public IReadOnlyList<DeadLetter> DeadLetters => _deadLetters;

    public List<PendingItem> Items => _items;

    public List<PendingCell> Cells => _cells;

    public Dictionary<RollupKey, CellChain> Chains => _chains;

    public void Fill(FeedPage page)
    {
        Clear();
        _deadLetters.AddRange(page.Unreadable);
        foreach (var item in page.Items)
        {
            Take(item);
        }
    }

    private void Take(FeedItem item)
    {
        _targets.Clear();
        Contribution? contribution;
        try
        {
            contribution = Contribution.Of(item.Execution);
            if (contribution is not null)
            {
                CellTargets.Collect(contribution, _targets);
            }
        }
#pragma warning disable CA1031 // Whatever is wrong with one execution must not hold up the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _deadLetters.Add(DeadLetter.Of(item, exception.Message));
            return;
        }

        _readable.Add(item);
        if (contribution is not null)
        {
            _items.Add(new PendingItem(item.Shard, item.Lsn, contribution));
            foreach (var target in _targets)
            {
                Append(target, _items.Count - 1);
            }
        }
    }

    private void Append(CellTarget target, int item)
    {
        var place = _cells.Count;
        _cells.Add(new PendingCell(item, target.Cell, target.Parts, target.Label, Next: -1));
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(_chains, target.Key, out var exists);
        if (exists)
        {
            CollectionsMarshal.AsSpan(_cells)[chain.Last].Next = place;
            chain.Last = place;
        }
        else
        {
            chain = new CellChain(place, place);
        }
    }

    private void Clear()
    {
        _chains.Clear();
        _cells.Clear();
        _readable.Clear();
        _deadLetters.Clear();
        _items.Clear();
    }
}
