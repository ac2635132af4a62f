using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Rollups;

/// <summary>
/// Writes the slices of one key all or none: changed parts first, each under a new name, then the root in one create
/// or one replace with If-Match. A transactional batch would do the same up to 2 MB; beyond that it would hold up the
/// feed for good.
/// </summary>
internal sealed class RollupWriter(MeasuredContainer rollups, Func<string> generation, RetentionAges ages, TimeProvider clock)
{
    /// <summary>False: the stored version moved, and its fence says whether any of this is in it.</summary>
    public async Task<bool> TrySaveAsync(IReadOnlyCollection<RollupDocument> changed, CancellationToken cancellationToken)
    {
        var root = changed.FirstOrDefault(document => document.Slice == 0)
            ?? throw new InvalidOperationException("Slice 0 carries the fence and is saved with every other slice.");
        var list = RollupAddress.List(generation(), root.Key);
        var stored = root.ETag is { } etag ? RollupVersion.Parse(etag) : new RollupVersion("", []);
        var parts = stored.Parts.ToList();
        var written = await WritePartsAsync(list, changed, parts, cancellationToken).ConfigureAwait(false);
        var item = RootItem(list, root, parts);
        var answer = await WriteRootAsync(item, root.ETag is null ? null : stored, cancellationToken).ConfigureAwait(false);
        var saved = answer.IsDone ? answer.ETag ?? "" : await FindRefusedAsync(item, stored, written, cancellationToken).ConfigureAwait(false);
        if (saved is null)
        {
            return false;
        }

        var version = new RollupVersion(saved, parts).ToString();
        foreach (var document in changed)
        {
            document.StoredAs(version);
        }

        await DeleteAsync(list, stored.Parts.Except(parts), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// The version of the root that was refused, if it is stored all the same: the SDK writes again by itself when an
    /// answer is lost, and is refused for what it has just written. If it is not, the parts of this and of the version
    /// before are deleted, except what the stored root names.
    /// </summary>
    private async Task<string?> FindRefusedAsync(
        RollupItem root, RollupVersion before, List<string> written, CancellationToken cancellationToken)
    {
        var (now, etag, _) = await rollups.ReadAsync(
            new PartitionKey(root.List), root.Id, CosmosJson.Default.RollupItem, cancellationToken).ConfigureAwait(false);
        if (now is not null && now.Body == root.Body && (now.Parts ?? []).SequenceEqual(root.Parts ?? []))
        {
            return etag;
        }

        // A replica that is behind still shows the version before, and cannot tell what is named by now.
        if (now is null || etag != before.ETag)
        {
            await DeleteAsync(root.List, written.Union(before.Parts).Except(now?.Parts ?? []), cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<List<string>> WritePartsAsync(
        string list, IEnumerable<RollupDocument> changed, List<string> parts, CancellationToken cancellationToken)
    {
        var written = new List<string>();
        foreach (var part in changed.Where(document => document.Slice > 0).OrderBy(document => document.Slice))
        {
            var name = RollupAddress.NewPart(part.Key, part.Slice);
            await rollups.CreateAsync(list, Item(list, name, part), CosmosJson.Default.RollupItem, cancellationToken).ConfigureAwait(false);
            written.Add(name);
            if (part.Slice <= parts.Count)
            {
                parts[part.Slice - 1] = name;
            }
            else
            {
                parts.Add(name);
            }
        }

        return written;
    }

    private Task<ItemAnswer> WriteRootAsync(RollupItem root, RollupVersion? before, CancellationToken cancellationToken) =>
        before is null
            ? rollups.CreateAsync(root.List, root, CosmosJson.Default.RollupItem, cancellationToken)
            : rollups.ReplaceAsync(
                new PartitionKey(root.List), root.Id, root, before.ETag, CosmosJson.Default.RollupItem, cancellationToken);

    private RollupItem RootItem(string list, RollupDocument root, List<string> parts) =>
        Item(list, RollupAddress.Root(root.Key), root) with
        {
            Start = root.Key.Bucket.Start.UtcTicks,
            Parts = parts.Count == 0 ? null : parts,
        };

    private RollupItem Item(string list, string name, RollupDocument document) => new()
    {
        Id = name,
        List = list,
        Scope = document.Key.Scope.Value,
        Slice = document.Slice,
        Body = Convert.ToBase64String(document.Encode().Span),
        TimeToLive = TimeToLive(document.Key),
    };

    // A ttl counts from the write, so it is what is left of the bucket's time, and a minute at least.
    private int? TimeToLive(RollupKey key) => ages.Of(key) is { } kept
        ? (int)Math.Clamp((key.Bucket.End - clock.GetUtcNow() + kept).TotalSeconds, 60, int.MaxValue)
        : null;

    // Parts that no root names are never read; one that stays behind after a crash costs its bytes and nothing else.
    private async Task DeleteAsync(string list, IEnumerable<string> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await rollups.DeleteAsync(list, part, cancellationToken).ConfigureAwait(false);
        }
    }
}
