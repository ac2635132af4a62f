using System.Runtime.InteropServices;
using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// One group of the page on its way into one cell; <see cref="Next"/> is the place of the next cell of the same
/// documents, or -1.
/// </summary>
internal record struct PendingCell(int Group, string Cell, CellParts Parts, int Next);

/// <summary>The cells of one key, in the order of the page, as places of the first and the last.</summary>
internal record struct CellChain(int First, int Last);

/// <summary>
/// A feed page by the documents it touches; what cannot be folded is set apart as dead letters. Made once and filled
/// again for each page, since its lists are large; and the cells of all keys share one list, since there are
/// thousands of keys and each page has its own long ones.
/// </summary>
internal sealed class SortedPage
{
    private const int RememberedHashes = 32 * 1024;

    private readonly Remembered<string, ulong> _hashes = new(RememberedHashes, DistinctSketch.HashOf);

    private readonly Func<string, ulong> _hashOf;

    private readonly Facets _facets = new();

    private readonly List<FeedItem> _readable = [];

    private readonly List<DeadLetter> _deadLetters = [];

    private readonly List<PendingCell> _cells = [];

    private readonly Dictionary<RollupKey, CellChain> _chains = [];

    private readonly List<Facet> _found = [];

    private readonly List<CellTarget> _targets = [];

    private readonly ErasedIds _erased;

    public SortedPage(ErasedIds erased)
    {
        _erased = erased;
        _hashOf = _hashes.Of;
    }

    public IReadOnlyList<FeedItem> Readable => _readable;

    public IReadOnlyList<DeadLetter> DeadLetters => _deadLetters;

    public PageGroups Groups { get; } = new();

    public List<PendingCell> Cells => _cells;

    public Dictionary<RollupKey, CellChain> Chains => _chains;

    public void Fill(FeedPage page, CostLens lens)
    {
        Clear();
        _deadLetters.AddRange(page.Unreadable);
        foreach (var item in page.Items)
        {
            Take(_erased.IsEmpty ? item : WithoutErased(item), lens);
        }

        Groups.Complete();
    }

    // A page may have been read before its executions were erased. It adds up to the same without the person.
    private FeedItem WithoutErased(FeedItem item) =>
        _erased.Find(item.Execution.Id) is { } id ? item with { Execution = ErasedCopy.Of(item.Execution, id) } : item;

    private void Take(FeedItem item, CostLens lens)
    {
        _found.Clear();
        Contribution? contribution;
        try
        {
            contribution = Contribution.Of(item.Execution, _hashOf, lens);
            if (contribution is not null)
            {
                _facets.Collect(contribution, _found);
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
        foreach (var facet in CollectionsMarshal.AsSpan(_found))
        {
            var group = Groups.Add(item.Shard, item.Lsn, contribution!, facet, out var isFirst);
            if (isFirst)
            {
                Append(facet, group);
            }
        }
    }

    private void Append(in Facet facet, int group)
    {
        _targets.Clear();
        CellTargets.Collect(facet, _targets);
        foreach (var target in _targets)
        {
            var place = _cells.Count;
            _cells.Add(new PendingCell(group, target.Cell, target.Parts, Next: -1));
            ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(_chains, target.Key, out var exists);
            if (exists)
            {
                CollectionsMarshal.AsSpan(_cells)[chain.Last].Next = place;
            }

            chain = new CellChain(exists ? chain.First : place, place);
        }
    }

    private void Clear()
    {
        _chains.Clear();
        _cells.Clear();
        _readable.Clear();
        _deadLetters.Clear();
        Groups.Clear();
    }
}
