using System.Text.Json;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Sessions;
using AgentMonitor.Users;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views.Sightings;

/// <summary>Asks each of the sessions' lists. The sum is asked again only once it is old enough, since many pages show it.</summary>
internal sealed class CosmosSessions(MeasuredContainer views, ListReader lists, CosmosOptions options, TimeProvider clock) : ISessions
{
    // What one page of an answer may look at.
    private const int Stretch = 2_000;

    private Summed? _last;

    public async ValueTask<Session?> FindAsync(string sessionId, CancellationToken cancellationToken)
    {
        var read = await views.ReadAsync(
            new PartitionKey(SightingLists.OfSession(sessionId)), ItemId.Of(sessionId), CosmosJson.Default.SightingItem, cancellationToken).ConfigureAwait(false);
        return read.Item is { } item ? Read(item.Header) : null;
    }

    public async ValueTask<SessionPage> ListAsync(
        SessionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var before = Earlier(SightingLists.Before(SeenCursor.Read(cursor)), filter.ActiveBefore);
        var from = SightingLists.From(filter.ActiveFrom);
        var found = new List<Session>();
        var (looked, last) = (0, (Session?)null);
        var all = SightingLists.Sessions.Select(list => filter.UserId is { } user
            ? lists.OfUserAsync(list, user, before, cancellationToken)
            : lists.ListAsync(list, before, cancellationToken)).ToList();
        await foreach (var place in ListReader.MergeAsync(all).ConfigureAwait(false))
        {
            if (string.CompareOrdinal(place.Order, from) < 0)
            {
                break;
            }

            if (found.Count == limit || looked++ == Stretch)
            {
                return new SessionPage(found, new SeenCursor(last!.LastActivityAt, last.SessionId).ToString());
            }

            last = Read(place.Header!);
            if (filter.Matches(last))
            {
                found.Add(last);
            }
        }

        return new SessionPage(found, null);
    }

    public async ValueTask<LiveSessions> LiveAsync(
        DateTimeOffset activeFrom, DateTimeOffset newFrom, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _last) is { } last && clock.GetElapsedTime(last.At) < options.AudienceCountAge)
        {
            return last.Sessions;
        }

        var at = clock.GetTimestamp();
        var query = new QueryDefinition(CosmosQueries.LiveSessions).WithParameter("@from", SightingLists.From(activeFrom));
        var active = new List<LiveItem>();
        foreach (var list in SightingLists.Sessions)
        {
            active.AddRange(await views.QueryAsync(query, list, CosmosJson.Default.IReadOnlyListLiveItem, cancellationToken).ConfigureAwait(false));
        }

        var live = LiveSessions.Of(active.Select(item => (item.Language, Instant(item.First), Instant(item.Last))), newFrom);
        Volatile.Write(ref _last, new Summed(at, live));
        return live;
    }

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private static string Earlier(string before, DateTimeOffset? instant) =>
        instant is not null && string.CompareOrdinal(SightingLists.From(instant), before) < 0 ? SightingLists.From(instant) : before;

    private static Session Read(string header) =>
        JsonSerializer.Deserialize(header, CosmosJson.Default.Session) ?? throw new InvalidDataException("The document's session is null.");

    private sealed record Summed(long At, LiveSessions Sessions);
}
