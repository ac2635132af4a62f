using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;

namespace AgentMonitor.Tests.Projection;

/// <summary>
/// Delivers a feed of several shards the way a change feed may: pages of any size, shards interleaved, pages again,
/// two projectors taking turns on one shard, crashes between any two writes. Every choice comes from one seed.
/// </summary>
internal sealed class Schedule(int seed)
{
    private const int Shards = 3;

    private readonly Random _random = new(seed);

    private readonly PiecewiseRollupStore _store = new();

    private readonly List<Execution> _executions = [];

    public PiecewiseRollupStore Store => _store;

    public IReadOnlyList<Execution> Executions => _executions;

    public async Task RunAsync(int count)
    {
        var shards = MakeShards(count);
        var projectors = new[] { NewProjector(), NewProjector() };
        var next = new int[Shards];
        while (Enumerable.Range(0, Shards).Any(shard => next[shard] < shards[shard].Count))
        {
            var shard = _random.Next(Shards);

            // A lease that was stolen or a checkpoint that was lost begins anew further back.
            var from = Math.Max(0, next[shard] - (_random.Next(4) == 0 ? _random.Next(20) : 0));
            var (items, end) = TransactionsFrom(shards[shard], from, _random.Next(1, 12));
            var which = _random.Next(projectors.Length);
            _store.SavesBeforeCrash = _random.Next(3) == 0 ? _random.Next(12) : null;
            try
            {
                await projectors[which].ProjectAsync(new FeedPage(items, [], null), CancellationToken.None);
                next[shard] = Math.Max(next[shard], end);
            }
            catch (CrashException)
            {
                projectors[which] = NewProjector();
            }
        }

        _store.SavesBeforeCrash = null;
    }

    private Projector NewProjector() => new(_store, new NoLiveUpdates());

    private List<List<FeedItem>> MakeShards(int count)
    {
        var shards = Enumerable.Range(0, Shards).Select(_ => new List<FeedItem>()).ToList();
        var lsn = new long[Shards];
        for (var i = 0; i < count; i++)
        {
            var shard = _random.Next(Shards);

            // Siblings of one transaction share its number.
            lsn[shard] += _random.Next(3) == 0 && shards[shard].Count > 0 ? 0 : 1;
            var execution = RandomExecutions.Next(_random, i, Some.Noon.AddSeconds(_random.Next(-90_000, 90_000)));
            _executions.Add(execution);
            shards[shard].Add(new FeedItem(shard, lsn[shard], execution));
        }

        return shards;
    }

    // A transaction is never split over two pages.
    private static (List<FeedItem> Items, int End) TransactionsFrom(List<FeedItem> feed, int from, int atLeast)
    {
        while (from > 0 && from < feed.Count && feed[from].Lsn == feed[from - 1].Lsn)
        {
            from--;
        }

        var to = Math.Min(feed.Count, from + atLeast);
        while (to < feed.Count && feed[to].Lsn == feed[to - 1].Lsn)
        {
            to++;
        }

        return (feed[from..to], to);
    }
}
