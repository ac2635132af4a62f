using System.Text.Json.Nodes;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Projection;

namespace AgentMonitor.Functions.Tests.App;

/// <summary>Documents as the trigger delivers them: those of the adapter, with what the service adds.</summary>
internal static class FeedDocuments
{
    public static string Write(params IEnumerable<FeedItem> items) =>
        new JsonArray([.. items.Select(Document)]).ToJsonString();

    /// <summary>The same with a document between them that no version of ours has written.</summary>
    public static string WithPoison(string documents, int shard, long lsn)
    {
        var array = JsonNode.Parse(documents)!.AsArray();
        array.Insert(array.Count / 2, new JsonObject { ["id"] = "x", ["shard"] = shard, ["_lsn"] = lsn, ["final"] = "{\"status\":\"well\"}" });
        return array.ToJsonString();
    }

    private static JsonNode Document(FeedItem item) => new JsonObject
    {
        ["id"] = ItemId.Of(item.Execution.Id),
        ["shard"] = item.Shard,
        ["_lsn"] = item.Lsn,
        ["_etag"] = "\"0\"",
        ["_ts"] = item.Execution.ReceivedAt.ToUnixTimeSeconds(),
        ["final"] = ExecutionItem.WriteHeader(item.Execution),
    };
}
