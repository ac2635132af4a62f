using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Rollups;

/// <summary>
/// Reads roots with the parts that they name. A part that is gone has been replaced together with the root, so the root
/// is read again; where that stands still the part is lost, which is damage like bytes that cannot be read.
/// </summary>
internal sealed class RollupReader(MeasuredContainer rollups, TimeProvider clock)
{
    private const int Tries = 40;

    // A replica may be behind for a moment.
    private const int TriesOfOneVersion = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

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
        var (version, since) = (default(string), 0);
        for (var tried = 0; tried < Tries; tried++)
        {
            var read = await rollups.ReadAsync(new PartitionKey(list), root, CosmosJson.Default.RollupItem, cancellationToken).ConfigureAwait(false);
            if (read.Item is null)
            {
                return [];
            }

            (version, since) = (read.ETag, read.ETag == version ? since : tried);
            var slices = await ReadSlicesAsync(read.Item with { ETag = read.ETag }, cancellationToken).ConfigureAwait(false);
            if (slices.IsWhole || tried - since >= TriesOfOneVersion)
            {
                return slices.Documents;
            }

            if (tried > 0)
            {
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new StoreUnavailableException(
            StoreFault.Unavailable, "A total is replaced faster than it can be read; ask again later.", TimeSpan.FromSeconds(1));
    }

    public async Task<List<RollupDocument>> SlicesAsync(RollupItem root, CancellationToken cancellationToken) =>
        await ReadSlicesAsync(root, cancellationToken).ConfigureAwait(false) is { IsWhole: true } slices
            ? slices.Documents
            : await SlicesAsync(root.List, root.Id, cancellationToken).ConfigureAwait(false);

    // Of a part that is not there the slice is empty and says that it is incomplete.
    private async Task<(bool IsWhole, List<RollupDocument> Documents)> ReadSlicesAsync(RollupItem root, CancellationToken cancellationToken)
    {
        var key = RollupAddress.Key(root);
        var version = RollupVersion.Of(root);
        var (isWhole, slices) = (true, new List<RollupDocument> { Read(key, root) });
        foreach (var part in version.Parts)
        {
            var read = await rollups.ReadAsync(new PartitionKey(root.List), part, CosmosJson.Default.RollupItem, cancellationToken).ConfigureAwait(false);
            isWhole &= read.Item is not null;
            slices.Add(read.Item is { } item ? Read(key, item) : RollupDocument.Read(key, slices.Count, []));
        }

        slices.ForEach(slice => slice.StoredAs(version.ToString()));
        return (isWhole, slices);
    }

    // What is no base64 is as damaged as what is no document.
    private static RollupDocument Read(RollupKey key, RollupItem item)
    {
        var body = new byte[item.Body.Length];
        return RollupDocument.Read(
            key, item.Slice, Convert.TryFromBase64String(item.Body, body, out var length) ? body.AsSpan(0, length) : []);
    }
}
