using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentMonitor.Executions;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Client;

/// <summary>
/// One container. Every call of the adapter goes through here: its charge is noted, outcomes come back as values, and
/// whatever else the service says becomes a <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class MeasuredContainer(Container container, RequestCharges charges)
{
    private static readonly ItemRequestOptions NoOptions = new();

    private readonly bool _isGateway = container.Database.Client.ClientOptions.ConnectionMode == ConnectionMode.Gateway;

    public Container Container => container;

    public RequestCharges Charges => charges;

    public Task<ItemAnswer> CreateAsync<T>(
        string partition, T item, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        CreateAsync(new PartitionKey(partition), item, type, cancellationToken);

    public Task<ItemAnswer> CreateAsync<T>(
        PartitionKey partition, T item, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync("create", () => container.CreateItemStreamAsync(Body(item, type), partition, NoOptions, cancellationToken), cancellationToken);

    public Task<ItemAnswer> UpsertAsync<T>(
        string partition, T item, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync("upsert", () => container.UpsertItemStreamAsync(Body(item, type), new PartitionKey(partition), NoOptions, cancellationToken), cancellationToken);

    public Task<ItemAnswer> ReplaceAsync<T>(
        PartitionKey partition, string id, T item, string etag, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var options = new ItemRequestOptions { IfMatchEtag = etag };
        return SendAsync("replace", () => container.ReplaceItemStreamAsync(Body(item, type), id, partition, options, cancellationToken), cancellationToken);
    }

    public Task<ItemAnswer> PatchAsync(
        PartitionKey partition, string id, IReadOnlyList<PatchOperation> operations, string predicate, string etag,
        CancellationToken cancellationToken)
    {
        var options = new PatchItemRequestOptions { FilterPredicate = predicate, IfMatchEtag = etag };
        return SendAsync("patch", () => container.PatchItemStreamAsync(id, partition, operations, options, cancellationToken), cancellationToken);
    }

    public Task<ItemAnswer> DeleteAsync(string partition, string id, CancellationToken cancellationToken) =>
        SendAsync("delete", () => container.DeleteItemStreamAsync(id, new PartitionKey(partition), NoOptions, cancellationToken), cancellationToken);

    public Task<ItemAnswer> DeleteAsync(string partition, string id, string etag, CancellationToken cancellationToken)
    {
        var options = new ItemRequestOptions { IfMatchEtag = etag };
        return SendAsync("delete", () => container.DeleteItemStreamAsync(id, new PartitionKey(partition), options, cancellationToken), cancellationToken);
    }

    public Task<ItemAnswer> DeleteAsync(PartitionKey partition, string id, CancellationToken cancellationToken) =>
        SendAsync("delete", () => container.DeleteItemStreamAsync(id, partition, NoOptions, cancellationToken), cancellationToken);

    public async Task<ItemRead<T>> ReadAsync<T>(
        PartitionKey partition, string id, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await CallAsync(
            "read", () => container.ReadItemStreamAsync(id, partition, NoOptions, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return default;
        }

        Refuse(response);
        var item = await JsonSerializer.DeserializeAsync(response.Content, type, cancellationToken).ConfigureAwait(false);
        return new ItemRead<T>(item, response.Headers.ETag, Lsn(response));
    }

    /// <summary>Every answer of a query of one partition; <paramref name="partition"/> null asks all of them.</summary>
    public async Task<List<T>> QueryAsync<T>(
        QueryDefinition query, string? partition, JsonTypeInfo<IReadOnlyList<T>> type, CancellationToken cancellationToken)
    {
        var options = new QueryRequestOptions { MaxItemCount = -1 };
        if (partition is not null)
        {
            options.PartitionKey = new PartitionKey(partition);
        }

        var kind = partition is null ? "query of all partitions" : "query";
        using var pages = container.GetItemQueryStreamIterator(query, requestOptions: options);
        var found = new List<T>();
        while (pages.HasMoreResults)
        {
            using var page = await CallAsync(kind, () => pages.ReadNextAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            Refuse(page);
            using var document = await JsonDocument.ParseAsync(page.Content, default, cancellationToken).ConfigureAwait(false);
            found.AddRange(document.RootElement.GetProperty("Documents").Deserialize(type) ?? []);
        }

        return found;
    }

    /// <summary>
    /// The service's clock, in whole seconds; null where it does not say. What a container is like is asked of the
    /// gateway in direct mode too, and so is answered with a date always.
    /// </summary>
    public async Task<DateTimeOffset?> FindServiceTimeAsync(CancellationToken cancellationToken)
    {
        using var response = await CallAsync(
            "metadata", () => container.ReadContainerStreamAsync(cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
        Refuse(response);
        return DateTimeOffset.TryParse(
            response.Headers["date"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    /// <summary>The partitions as they are now, each as a range whose change feed can be read.</summary>
    public async Task<IReadOnlyList<FeedRange>> FeedRangesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await container.GetFeedRangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (CosmosFaults.TryTranslate(exception, cancellationToken, out var fault))
        {
            throw fault;
        }
    }

    /// <summary>One page of the container's change feed; null where it ends for now.</summary>
    public async Task<byte[]?> ReadFeedAsync(FeedIterator feed, CancellationToken cancellationToken)
    {
        using var page = await CallAsync("feed", () => feed.ReadNextAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        if (page.StatusCode == HttpStatusCode.NotModified)
        {
            return null;
        }

        Refuse(page);
        using var bytes = new MemoryStream();
        await page.Content.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes.ToArray();
    }

    private async Task<ItemAnswer> SendAsync(
        string operation, Func<Task<ResponseMessage>> send, CancellationToken cancellationToken)
    {
        using var response = await CallAsync(operation, send, cancellationToken).ConfigureAwait(false);
        var answer = new ItemAnswer(response.StatusCode, response.Headers.ETag, Lsn(response));
        // A create that finds nothing has no container to go to, which no outcome stands for.
        if (!answer.Exists && (!answer.Moved || operation is "create" or "upsert"))
        {
            Refuse(response);
        }

        return answer;
    }

    private async Task<ResponseMessage> CallAsync(
        string operation, Func<Task<ResponseMessage>> call, CancellationToken cancellationToken)
    {
        try
        {
            var response = await call().ConfigureAwait(false);
            charges.Add(container.Id, operation, response.Headers.RequestCharge);
            NoteThrottles(response.StatusCode, response.Diagnostics);
            return response;
        }
        catch (Exception exception) when (CosmosFaults.TryTranslate(exception, cancellationToken, out var fault))
        {
            NoteThrottles((exception as CosmosException)?.StatusCode, (exception as CosmosException)?.Diagnostics);
            throw fault;
        }
    }

    private void NoteThrottles(HttpStatusCode? status, CosmosDiagnostics? diagnostics) =>
        charges.Throttled(ThrottledAnswers.Count(status, diagnostics, _isGateway));

    private static void Refuse(ResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw CosmosFaults.Of(response.StatusCode, RetryAfter(response), response.ErrorMessage is { } said ? new IOException(said) : null);
        }
    }

    private static TimeSpan? RetryAfter(ResponseMessage response) =>
        double.TryParse(response.Headers["x-ms-retry-after-ms"], CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static long Lsn(ResponseMessage response) =>
        Number(response, "x-ms-item-lsn") ?? Number(response, "lsn") ?? 0;

    private static long? Number(ResponseMessage response, string header) =>
        long.TryParse(response.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static MemoryStream Body<T>(T item, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(item, type), writable: false);
}
