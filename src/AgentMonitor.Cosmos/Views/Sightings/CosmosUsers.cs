using System.Collections.Concurrent;
using System.Text.Json;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Users;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views.Sightings;

/// <summary>Asks each of the users' lists. Counts are asked again only once they are old enough, since many pages show them.</summary>
internal sealed class CosmosUsers(MeasuredContainer views, ListReader lists, CosmosOptions options, TimeProvider clock) : IUsers
{
    // What one page of an answer may look at.
    private const int Stretch = 2_000;

    private const int MostCounts = 100;

    private readonly ConcurrentDictionary<UserSpan, Counted> _counts = new();

    public async ValueTask<SeenUser?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        var read = await views.ReadAsync(
            new PartitionKey(SightingLists.OfUser(userId)), ItemId.Of(userId), CosmosJson.Default.SightingItem, cancellationToken).ConfigureAwait(false);
        return read.Item is { } item ? Read(item.Header) : null;
    }

    public async ValueTask<SeenUserPage> ListAsync(
        UserFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var before = SightingLists.Before(SeenCursor.Read(cursor));
        var from = SightingLists.From(Later(filter.Span.SeenFrom, filter.Span.NewFrom));
        var found = new List<SeenUser>();
        var (looked, last) = (0, (SeenUser?)null);
        var all = SightingLists.Users.Select(list => lists.ListAsync(list, before, cancellationToken)).ToList();
        await foreach (var place in ListReader.MergeAsync(all).ConfigureAwait(false))
        {
            if (string.CompareOrdinal(place.Order, from) < 0)
            {
                break;
            }

            if (found.Count == limit || looked++ == Stretch)
            {
                return new SeenUserPage(found, new SeenCursor(last!.LastSeenAt, last.UserId).ToString());
            }

            last = Read(place.Header!);
            if (filter.Matches(last))
            {
                found.Add(last);
            }
        }

        return new SeenUserPage(found, null);
    }

    public async ValueTask<long> CountAsync(UserSpan span, CancellationToken cancellationToken)
    {
        if (_counts.TryGetValue(span, out var kept) && clock.GetElapsedTime(kept.At) < options.AudienceCountAge)
        {
            return kept.Count;
        }

        var at = clock.GetTimestamp();
        var count = 0L;
        foreach (var list in SightingLists.Users)
        {
            count += (await views.QueryAsync(Query(span), list, CosmosJson.Default.IReadOnlyListInt64, cancellationToken).ConfigureAwait(false)).Sum();
        }

        if (_counts.Count >= MostCounts)
        {
            _counts.Clear();
        }

        _counts[span] = new Counted(at, count);
        return count;
    }

    private static QueryDefinition Query(UserSpan span)
    {
        var from = SightingLists.From(span.SeenFrom);
        return span is { NewFrom: null, NewBefore: null }
            ? new QueryDefinition(CosmosQueries.CountSeen).WithParameter("@from", from)
            : new QueryDefinition(CosmosQueries.CountNew)
                .WithParameter("@from", from)
                .WithParameter("@first", span.NewFrom?.UtcTicks ?? 0)
                .WithParameter("@before", span.NewBefore?.UtcTicks ?? long.MaxValue);
    }

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right > left ? right : left;

    private static SeenUser Read(string header) =>
        JsonSerializer.Deserialize(header, CosmosJson.Default.SeenUser) ?? throw new InvalidDataException("The document's user is null.");

    private readonly record struct Counted(long At, long Count);
}
