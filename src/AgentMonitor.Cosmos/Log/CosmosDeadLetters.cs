using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Log;

/// <summary>
/// Dead letters under the shard and number of their change. Requeueing writes the execution's document again, which
/// then comes under a new number; the document remembers which letters did that, so that neither a crash nor a second
/// call does it twice.
/// </summary>
internal sealed class CosmosDeadLetters(
    MeasuredContainer letters, MeasuredContainer executions, CosmosOptions options, RetentionAges ages, TimeProvider clock)
    : IDeadLetters
{
    private const string List = "letters";

    public async ValueTask<IReadOnlyList<StoredDeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition(CosmosQueries.Letters).WithParameter("@limit", limit);
        var found = await letters.QueryAsync(query, List, CosmosJson.Default.IReadOnlyListLetterItem, cancellationToken).ConfigureAwait(false);
        return found.ConvertAll(item => item.ToLetter());
    }

    public async ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        (await IdsAsync(new QueryDefinition(CosmosQueries.OpenLetterIds), cancellationToken).ConfigureAwait(false)).Count;

    public async ValueTask<bool> RequeueAsync(string id, CancellationToken cancellationToken)
    {
        if (!IsId(id))
        {
            return false;
        }

        var read = await letters.ReadAsync(new PartitionKey(List), id, CosmosJson.Default.LetterItem, cancellationToken).ConfigureAwait(false);
        if (read.Item is not { } letter || letter.Source is null)
        {
            return false;
        }

        if (!letter.Requeued && await TouchAsync(letter, cancellationToken).ConfigureAwait(false))
        {
            await letters.UpsertAsync(List, letter with { Requeued = true }, CosmosJson.Default.LetterItem, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    public async ValueTask<FeedPage> SetApartAsync(FeedPage page, CancellationToken cancellationToken)
    {
        if (page.Items.Count == 0)
        {
            return page;
        }

        var within = new QueryDefinition(CosmosQueries.LetterIdsWithin)
            .WithParameter("@first", page.Items.Min(item => item.Lsn)).WithParameter("@last", page.Items.Max(item => item.Lsn));
        var dead = await IdsAsync(within, cancellationToken).ConfigureAwait(false);
        return dead.Count == 0 ? page : page.SetApart(item => dead.Contains(ItemId.OfLetter(item.Shard, item.Lsn)));
    }

    /// <summary>The ids of all letters, each the shard and number of its change.</summary>
    public ValueTask<HashSet<string>> IdsAsync(CancellationToken cancellationToken) =>
        IdsAsync(new QueryDefinition(CosmosQueries.LetterIds), cancellationToken);

    private async ValueTask<HashSet<string>> IdsAsync(QueryDefinition query, CancellationToken cancellationToken)
    {
        var found = await letters.QueryAsync(
            query, List, CosmosJson.Default.IReadOnlyListJsonElement, cancellationToken).ConfigureAwait(false);
        return found.Select(item => item.GetProperty("id").GetString()!).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Stores what a page could not project. A letter that is there stays as it is, requeued or not.</summary>
    public async Task SaveAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var item = new LetterItem
        {
            Id = ItemId.OfLetter(letter.Shard, letter.Lsn),
            List = List,
            Order = string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks:D19}-{letter.Lsn:D19}-{letter.Shard:D4}"),
            Shard = letter.Shard,
            Lsn = letter.Lsn,
            ExecutionId = letter.ExecutionId,
            Source = Source(letter),
            Reason = letter.Reason,
            Raw = letter.Raw.IsEmpty ? null : Convert.ToBase64String(letter.Raw.Span),
            At = now,
            TimeToLive = (int)Math.Min(int.MaxValue, ages.Raw.TotalSeconds),
        };
        await letters.CreateAsync(List, item, CosmosJson.Default.LetterItem, cancellationToken).ConfigureAwait(false);
    }

    // False: the document is gone, so there is nothing to append.
    private async Task<bool> TouchAsync(LetterItem letter, CancellationToken cancellationToken)
    {
        var partition = new PartitionKey(letter.Shard);
        while (true)
        {
            var read = await executions.ReadAsync(partition, letter.Source!, CosmosJson.Default.JsonNode, cancellationToken).ConfigureAwait(false);
            if (read.Item is not JsonObject document)
            {
                return false;
            }

            var requeued = document["requeued"] as JsonArray ?? [];
            if (requeued.Any(id => id?.GetValue<string>() == letter.Id))
            {
                return true;
            }

            requeued.Add((JsonNode?)letter.Id);
            document["requeued"] = requeued.DeepClone();

            // It was not counted, so it has to come under its new number.
            document.Remove("counted");
            var answer = await executions.ReplaceAsync<JsonNode>(
                partition, letter.Source!, document, read.ETag!, CosmosJson.Default.JsonNode, cancellationToken).ConfigureAwait(false);
            if (answer.IsDone)
            {
                return true;
            }
        }
    }

    private string? Source(DeadLetter letter)
    {
        if (letter.ExecutionId is { } id)
        {
            return ItemId.Of(new ExecutionId(id));
        }

        try
        {
            using var raw = JsonDocument.Parse(letter.Raw);
            return raw.RootElement.GetProperty("id").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool IsId(string id) =>
        id.Split('-') is [var shard, var lsn]
        && int.TryParse(shard, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < options.Shards
        && long.TryParse(lsn, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
