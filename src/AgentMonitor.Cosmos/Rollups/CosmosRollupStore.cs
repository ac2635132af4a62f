using System.Collections.Concurrent;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Cosmos.Log;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Cosmos.Rollups;

internal sealed class CosmosRollupStore(
    RollupReader reader, RollupWriter writer, CosmosDeadLetters letters, ListWriter lists, CosmosProgress progress,
    Func<string> generation, int concurrency) : IRollupStore
{
    public async ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken)
    {
        var found = new ConcurrentBag<List<RollupDocument>>();
        await Parallel.ForEachAsync(keys, Together(cancellationToken), async (key, stop) =>
            found.Add(await reader.SlicesAsync(RollupAddress.List(generation(), key), RollupAddress.Root(key), stop).ConfigureAwait(false)))
            .ConfigureAwait(false);
        return [.. found.SelectMany(slices => slices)];
    }

    public async ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var documents = new List<RollupDocument>();
        foreach (var list in RollupAddress.Lists(generation(), scope, grain, from, to).Distinct())
        {
            var roots = await reader.RangeAsync(list, from, to, cancellationToken).ConfigureAwait(false);
            foreach (var root in roots.OrderBy(root => root.Start))
            {
                var slices = await reader.SlicesAsync(root, cancellationToken).ConfigureAwait(false);
                documents.AddRange(slices.Select(slice => slice.EnsureComplete()));
            }
        }

        return documents;
    }

    public async ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var mine = generation() + "|";
        var documents = new List<RollupDocument>();
        foreach (var root in await reader.RangeAsync(list: null, from, to, cancellationToken).ConfigureAwait(false))
        {
            if (root.List.StartsWith(mine, StringComparison.Ordinal))
            {
                documents.AddRange(await reader.SlicesAsync(root, cancellationToken).ConfigureAwait(false));
            }
        }

        return documents;
    }

    /// <summary>
    /// Key by key, in no transaction over keys: a crash in between leaves documents whose fences say what they hold.
    /// The progress comes last and only when all is saved, since it says that nothing before it is missing.
    /// </summary>
    public async ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken)
    {
        foreach (var letter in page.DeadLetters)
        {
            await letters.SaveAsync(letter, cancellationToken).ConfigureAwait(false);
        }

        await lists.WriteAsync(page.Items, cancellationToken).ConfigureAwait(false);
        var moved = new ConcurrentBag<RollupKey>();
        await Parallel.ForEachAsync(page.Documents.GroupBy(document => document.Key), Together(cancellationToken), async (slices, stop) =>
        {
            if (!await writer.TrySaveAsync([.. slices], stop).ConfigureAwait(false))
            {
                moved.Add(slices.Key);
            }
        }).ConfigureAwait(false);

        if (moved.IsEmpty)
        {
            await progress.MoveAsync(page, cancellationToken).ConfigureAwait(false);
        }

        return moved;
    }

    private ParallelOptions Together(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
}
