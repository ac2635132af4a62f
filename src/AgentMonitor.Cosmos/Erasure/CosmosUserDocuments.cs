using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Rollups;
using AgentMonitor.Erasure;
using AgentMonitor.Rollups;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>A user's days: a partition a year.</summary>
internal sealed class CosmosUserDocuments(
    RollupReader reader, MeasuredContainer rollups, ClosedBuckets closed, CosmosUserDays userDays, Func<string> generation,
    TimeProvider clock)
    : IUserDocuments
{
    // Nobody monitored agents before.
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        var documents = new List<RollupDocument>();
        var end = clock.GetUtcNow().AddYears(1);
        foreach (var list in RollupAddress.Lists(generation(), RollupScope.User(userId), Grain.Day, First, end).Distinct())
        {
            foreach (var root in await reader.RangeAsync(list, First, end, cancellationToken).ConfigureAwait(false))
            {
                documents.AddRange(await reader.SlicesAsync(root, cancellationToken).ConfigureAwait(false));
            }
        }

        return documents;
    }

    public async ValueTask<bool> TryDeleteAsync(IReadOnlyList<RollupDocument> slices, CancellationToken cancellationToken)
    {
        var key = slices[0].Key;
        var list = RollupAddress.List(generation(), key);
        var version = RollupVersion.Parse(slices[0].ETag ?? "");
        var answer = await rollups.DeleteAsync(list, RollupAddress.Root(key), version.ETag, cancellationToken).ConfigureAwait(false);

        // What is not there any more may have been deleted by this, and the answer lost; no root names its parts now.
        if (!answer.IsDone && !answer.IsGone)
        {
            return false;
        }

        foreach (var part in version.Parts)
        {
            await rollups.DeleteAsync(list, part, cancellationToken).ConfigureAwait(false);
        }

        closed.Forget(list, key.Bucket);
        userDays.Forget(key.Bucket.Start);
        return true;
    }
}
