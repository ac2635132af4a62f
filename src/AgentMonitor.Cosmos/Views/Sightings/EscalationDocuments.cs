using System.Text.Json;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Escalations;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Views.Sightings;

/// <summary>
/// One escalation, read and changed by replace with If-Match: by the projector what records say, by admins where it
/// stands. They are few, so one list holds them all.
/// </summary>
internal sealed class EscalationDocuments(MeasuredContainer views, RetentionAges ages)
{
    public const string List = "escalations";

    public async Task WriteAsync(IReadOnlyList<FeedItem> items, CancellationToken cancellationToken)
    {
        foreach (var raised in items.Select(RaisedEscalation.Of).OfType<RaisedEscalation>())
        {
            await ChangeAsync(
                raised.ExecutionId, kept => kept with { Own = kept.Own?.Merge(raised) ?? raised }, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<KeptEscalation?> FindAsync(string executionId, CancellationToken cancellationToken) =>
        (await ReadAsync(executionId, cancellationToken).ConfigureAwait(false)).Item is { } item ? Read(item.Header) : null;

    public static KeptEscalation Read(string header) =>
        JsonSerializer.Deserialize(header, CosmosJson.Default.KeptEscalation)
        ?? throw new InvalidDataException("The document's escalation is null.");

    public async Task ChangeAsync(
        string executionId, Func<KeptEscalation, KeptEscalation> change, CancellationToken cancellationToken)
    {
        ItemAnswer answer;
        do
        {
            var (item, etag, _) = await ReadAsync(executionId, cancellationToken).ConfigureAwait(false);
            var stands = item is null ? new KeptEscalation(null, null) : Read(item.Header);
            var changed = change(stands);
            if (changed == stands)
            {
                return;
            }

            answer = etag is null
                ? await views.CreateAsync(List, Item(executionId, changed), CosmosJson.Default.EscalationItem, cancellationToken).ConfigureAwait(false)
                : await views.ReplaceAsync(
                    new PartitionKey(List), ItemId.Of(executionId), Item(executionId, changed), etag, CosmosJson.Default.EscalationItem, cancellationToken).ConfigureAwait(false);
        }
        while (!answer.IsDone);
    }

    private Task<ItemRead<EscalationItem>> ReadAsync(string executionId, CancellationToken cancellationToken) =>
        views.ReadAsync(new PartitionKey(List), ItemId.Of(executionId), CosmosJson.Default.EscalationItem, cancellationToken);

    private EscalationItem Item(string executionId, KeptEscalation kept)
    {
        var entry = kept.Entry;
        return new EscalationItem
        {
            Id = ItemId.Of(executionId),
            List = List,
            Order = entry is null ? null : SightingLists.Order(entry.RaisedAt, executionId),
            State = entry?.State,
            Severity = entry?.Severity,
            Raised = entry?.RaisedAt.UtcTicks,
            Taken = entry?.TakenAt?.UtcTicks,
            Header = JsonSerializer.Serialize(kept, CosmosJson.Default.KeptEscalation),
            TimeToLive = (int)Math.Min(int.MaxValue, ages.Raw.TotalSeconds),
        };
    }
}
