using System.Collections.Concurrent;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Cosmos.Log;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Cosmos.Views.Sightings;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Cosmos.Rollups;

internal sealed class CosmosRollupStore(
    RollupReader reader, RollupWriter writer, CosmosDeadLetters letters, ListWriter lists, SightingWriter sightings,
    EscalationDocuments escalations, CosmosProgress progress, ClosedBuckets closed, Func<string> generation, int concurrency) : IRollupStore
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
            documents.AddRange(await ReadListAsync(list, grain, from, to, cancellationToken).ConfigureAwait(false));
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
        await sightings.WriteAsync(page.Items, cancellationToken).ConfigureAwait(false);
        await escalations.WriteAsync(page.Items, cancellationToken).ConfigureAwait(false);
        var moved = new ConcurrentBag<RollupKey>();
        await Parallel.ForEachAsync(page.Documents.GroupBy(document => document.Key), Together(cancellationToken), async (slices, stop) =>
        {
            var saved = await writer.TrySaveAsync([.. slices], stop).ConfigureAwait(false);
            closed.Forget(RollupAddress.List(generation(), slices.Key), slices.Key.Bucket);
            if (!saved)
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

    private async Task<List<RollupDocument>> ReadListAsync(
        string list, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var known = closed.Find(list, grain, from, to);
        List<RollupDocument> documents = [.. known.Documents];
        if (known.UnknownFrom >= to)
        {
            return documents;
        }

        var roots = await reader.RangeAsync(list, known.UnknownFrom, to, cancellationToken).ConfigureAwait(false);
        foreach (var root in roots.OrderBy(root => root.Start))
        {
            var slices = await reader.SlicesAsync(root, cancellationToken).ConfigureAwait(false);
            documents.AddRange(slices.Select(slice => slice.EnsureComplete()));
        }

        closed.Keep(list, from, to, documents, known);
        return documents;
    }

    private ParallelOptions Together(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
}
