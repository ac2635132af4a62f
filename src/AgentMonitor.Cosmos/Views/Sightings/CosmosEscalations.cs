using System.Text.Json;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Users;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views.Sightings;

internal sealed class CosmosEscalations(MeasuredContainer views, ListReader lists, EscalationDocuments documents) : IEscalations
{
    // What one page of an answer may look at.
    private const int Stretch = 2_000;

    public async ValueTask<EscalationEntry?> FindAsync(string executionId, CancellationToken cancellationToken) =>
        (await documents.FindAsync(executionId, cancellationToken).ConfigureAwait(false))?.Entry;

    public async ValueTask<EscalationPage> ListAsync(
        EscalationFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var before = SightingLists.Before(SeenCursor.Read(cursor));
        var places = filter.State is { } state
            ? lists.OfStateAsync(EscalationDocuments.List, Word(state), before, cancellationToken)
            : lists.ListAsync(EscalationDocuments.List, before, cancellationToken);
        var found = new List<EscalationEntry>();
        var (looked, last) = (0, (EscalationEntry?)null);
        await foreach (var place in places.ConfigureAwait(false))
        {
            if (found.Count == limit || looked++ == Stretch)
            {
                return new EscalationPage(found, new SeenCursor(last!.RaisedAt, last.ExecutionId).ToString());
            }

            last = EscalationDocuments.Read(place.Header!).Entry!;
            if (filter.Matches(last))
            {
                found.Add(last);
            }
        }

        return new EscalationPage(found, null);
    }

    // Those that are over are counted without being loaded, but for the newest.
    public async ValueTask<EscalationCounts> CountAsync(
        DateTimeOffset now, DateTimeOffset today, DateTimeOffset waitsFrom, CancellationToken cancellationToken)
    {
        var from = SightingLists.From(today < waitsFrom ? today : waitsFrom);
        var older = await views.QueryAsync(
            new QueryDefinition(CosmosQueries.CountResolved).WithParameter("@before", from),
            EscalationDocuments.List, CosmosJson.Default.IReadOnlyListInt64, cancellationToken).ConfigureAwait(false);
        var others = await views.QueryAsync(
            new QueryDefinition(CosmosQueries.OpenOrNewEscalations).WithParameter("@from", from),
            EscalationDocuments.List, CosmosJson.Default.IReadOnlyListCountedEscalation, cancellationToken).ConfigureAwait(false);
        return others.Aggregate(
            EscalationCounts.None with { Resolved = older.Sum() },
            (counts, item) => counts.Plus(
                item.State, item.Severity, Instant(item.Raised), item.Taken is { } taken ? Instant(taken) : null, now, today, waitsFrom));
    }

    public async ValueTask ApplyAsync(string executionId, EscalationMove move, CancellationToken cancellationToken) =>
        await documents.ChangeAsync(
            executionId,
            kept => kept.Move is { } stands && stands.MovedAt > move.MovedAt ? kept : kept with { Move = move },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask ForgetAsync(string userId, CancellationToken cancellationToken)
    {
        await foreach (var place in lists.ListAsync(EscalationDocuments.List, SightingLists.Before(SeenCursor.Start), cancellationToken).ConfigureAwait(false))
        {
            if (EscalationDocuments.Read(place.Header!).Own is { } own && own.UserId == userId)
            {
                await views.DeleteAsync(EscalationDocuments.List, ItemId.Of(own.ExecutionId), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string Word(EscalationState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
