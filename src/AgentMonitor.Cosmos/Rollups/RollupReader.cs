using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Rollups;

/// <summary>Reads roots with the parts that they name.</summary>
internal sealed class RollupReader(MeasuredContainer rollups)
{
    public async Task<List<RollupItem>> RangeAsync(
        string? list, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(CosmosQueries.RollupRange)
            .WithParameter("@from", from.UtcTicks)
            .WithParameter("@to", to.UtcTicks);
        return await rollups.QueryAsync(query, list, CosmosJson.Default.IReadOnlyListRollupItem, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The roots of all users of a day, whatever their generation.</summary>
    public async Task<List<RollupItem>> UserDayAsync(DateTimeOffset day, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(CosmosQueries.UserDay).WithParameter("@start", day.UtcTicks);
        return await rollups.QueryAsync(query, partition: null, CosmosJson.Default.IReadOnlyListRollupItem, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All slices of the root of this name; none when there is no root.</summary>
    public async Task<List<RollupDocument>> SlicesAsync(string list, string root, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await rollups.ReadAsync(new PartitionKey(list), root, CosmosJson.Default.RollupItem, cancellationToken).ConfigureAwait(false);
            if (read.Item is null)
            {
                return [];
            }

            if (await TrySlicesAsync(read.Item with { ETag = read.ETag }, cancellationToken).ConfigureAwait(false) is { } slices)
            {
                return slices;
            }
        }
    }

    public async Task<List<RollupDocument>> SlicesAsync(RollupItem root, CancellationToken cancellationToken) =>
        await TrySlicesAsync(root, cancellationToken).ConfigureAwait(false)
        ?? await SlicesAsync(root.List, root.Id, cancellationToken).ConfigureAwait(false);

    // Null: a part is gone, because the root has been replaced since it was read.
    private async Task<List<RollupDocument>?> TrySlicesAsync(RollupItem root, CancellationToken cancellationToken)
    {
        var key = RollupAddress.Key(root);
        var version = RollupVersion.Of(root);
        var slices = new List<RollupDocument> { Read(key, root) };
        foreach (var part in version.Parts)
        {
            var read = await rollups.ReadAsync(new PartitionKey(root.List), part, CosmosJson.Default.RollupItem, cancellationToken).ConfigureAwait(false);
            if (read.Item is null)
            {
                return null;
            }

            slices.Add(Read(key, read.Item));
        }

        slices.ForEach(slice => slice.StoredAs(version.ToString()));
        return slices;
    }

    // What is no base64 is as damaged as what is no document.
    private static RollupDocument Read(RollupKey key, RollupItem item)
    {
        var body = new byte[item.Body.Length];
        return RollupDocument.Read(
            key, item.Slice, Convert.TryFromBase64String(item.Body, body, out var length) ? body.AsSpan(0, length) : []);
    }
}
