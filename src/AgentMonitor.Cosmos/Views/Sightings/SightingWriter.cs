using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Erasure;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.Users;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views.Sightings;

/// <summary>
/// Keeps users and sessions: read, merge, replace with If-Match. One that goes on within the minute that is written is
/// not written again, so that it costs one write a minute and instance however much it does.
/// </summary>
internal sealed class SightingWriter(MeasuredContainer views, RetentionAges ages, ErasedIds erased, int concurrency)
{
    private readonly KeptRows<SeenUser> _users = new();

    private readonly KeptRows<Session> _sessions = new();

    // An erasure takes rows away, of which this knows nothing.
    private int _knownBefore;

    public async Task WriteAsync(IReadOnlyList<FeedItem> items, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _knownBefore, erased.Version) != erased.Version)
        {
            _users.Clear();
            _sessions.Clear();
        }

        var together = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        var seen = new GatheredSightings();
        foreach (var item in items)
        {
            seen.Take(item);
        }

        await Parallel.ForEachAsync(seen.Users, together, (user, stop) => WriteAsync(user, stop)).ConfigureAwait(false);
        await Parallel.ForEachAsync(seen.Sessions, together, (session, stop) => WriteAsync(session, stop)).ConfigureAwait(false);
    }

    private ValueTask WriteAsync(SeenUser seen, CancellationToken cancellationToken) => MergeAsync(
        _users,
        seen.UserId,
        SightingLists.OfUser(seen.UserId),
        stands => stands is null ? seen : stands.Merge(seen),
        (stands, merged) => merged.IsNewsTo(stands),
        Item,
        CosmosJson.Default.SeenUser,
        cancellationToken);

    private ValueTask WriteAsync(Session seen, CancellationToken cancellationToken) => MergeAsync(
        _sessions,
        seen.SessionId,
        SightingLists.OfSession(seen.SessionId),
        stands => stands is null ? seen : stands.Merge(seen),
        (stands, merged) => merged.IsNewsTo(stands),
        Item,
        CosmosJson.Default.Session,
        cancellationToken);

    private async ValueTask MergeAsync<T>(
        KeptRows<T> kept, string id, string list, Func<T?, T> merge, Func<T, T, bool> isWorthAWrite, Func<T, SightingItem> item,
        JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var stands = kept.Find(id) ?? await ReadAsync(list, id, type, cancellationToken).ConfigureAwait(false);
            var merged = merge(stands?.Row);
            if (stands is not null && !isWorthAWrite(stands.Row, merged))
            {
                kept.Keep(id, stands.Row, stands.ETag);
                return;
            }

            var answer = stands is null
                ? await views.CreateAsync(list, item(merged), CosmosJson.Default.SightingItem, cancellationToken).ConfigureAwait(false)
                : await views.ReplaceAsync(
                    new PartitionKey(list), ItemId.Of(id), item(merged), stands.ETag, CosmosJson.Default.SightingItem, cancellationToken).ConfigureAwait(false);
            if (answer is { IsDone: true, ETag: { } etag })
            {
                kept.Keep(id, merged, etag);
                return;
            }

            // Another instance was faster, or the row has expired meanwhile.
            kept.Forget(id);
        }
    }

    private async Task<KeptRow<T>?> ReadAsync<T>(
        string list, string id, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var read = await views.ReadAsync(
            new PartitionKey(list), ItemId.Of(id), CosmosJson.Default.SightingItem, cancellationToken).ConfigureAwait(false);
        return read is { Item: { } item, ETag: { } etag } && JsonSerializer.Deserialize(item.Header, type) is { } row
            ? new KeptRow<T>(row, etag)
            : null;
    }

    private static SightingItem Item(SeenUser user) => new()
    {
        Id = ItemId.Of(user.UserId),
        List = SightingLists.OfUser(user.UserId),
        Order = SightingLists.Order(user.LastSeenAt, user.UserId),
        First = user.FirstSeenAt.UtcTicks,
        Last = user.LastSeenAt.UtcTicks,
        Header = JsonSerializer.Serialize(user, CosmosJson.Default.SeenUser),
    };

    private SightingItem Item(Session session) => new()
    {
        Id = ItemId.Of(session.SessionId),
        List = SightingLists.OfSession(session.SessionId),
        Order = SightingLists.Order(session.LastActivityAt, session.SessionId),
        First = session.FirstActivityAt.UtcTicks,
        Last = session.LastActivityAt.UtcTicks,
        User = session.User?.Value,
        Language = session.Language?.Value,
        Header = JsonSerializer.Serialize(session, CosmosJson.Default.Session),
        TimeToLive = (int)Math.Min(int.MaxValue, ages.Raw.TotalSeconds),
    };
}
