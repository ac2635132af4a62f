using System.Text.Json.Nodes;

namespace AgentMonitor.Cosmos.Tests.Gateway;

/// <summary>A request, taken apart.</summary>
public sealed class DoubleCall(HttpRequestMessage request, string body)
{
    public HttpRequestMessage Request => request;

    public string Method => request.Method.Method;

    public string Path => request.RequestUri!.AbsolutePath;

    public string[] Segments { get; } =
        [.. request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    public JsonNode Json => JsonNode.Parse(body)!;

    public string Body => body;

    /// <summary>The container that items are asked of, by name; the SDK names those of change feeds and queries so too.</summary>
    public string? Container => Segments is ["dbs", _, "colls", var container, "docs", ..] ? container : null;

    public bool IsWrite => IsItems && !IsQuery && Method is "POST" or "PUT" or "PATCH" or "DELETE";

    public bool IsItems => Segments is ["dbs", _, "colls", _, "docs", ..];

    public bool IsQuery => Is("x-ms-documentdb-isquery") || IsQueryPlan;

    public bool IsQueryPlan => Is("x-ms-cosmos-is-query-plan-request");

    public bool IsUpsert => Is("x-ms-documentdb-is-upsert");

    public bool IsBatch => Is("x-ms-cosmos-is-batch-request");

    public bool IsChangeFeed => Header("A-IM") is not null;

    public bool WantsNoContent => Header("Prefer") == "return=minimal";

    public string? PartitionKey => Header("x-ms-documentdb-partitionkey") is { } text
        && JsonNode.Parse(text) is JsonArray { Count: 1 } array ? Canonical(array[0]) : null;

    /// <summary>The SDK writes 7 as 7.0 in a header.</summary>
    public static string Canonical(JsonNode? key) =>
        key is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : key?.ToJsonString() ?? "null";

    public string? RangeId => Header("x-ms-documentdb-partitionkeyrangeid");

    public string? Header(string name) =>
        request.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private bool Is(string header) => string.Equals(Header(header), "true", StringComparison.OrdinalIgnoreCase);
}
