using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Functions.Tests.App;

/// <summary>Feed documents in the plainest form that tells these tests apart; the adapter's own form is tested with it.</summary>
internal static class FeedDocuments
{
    private static readonly Dictionary<string, Execution> Known = [];

    public static string Write(IEnumerable<FeedItem> items)
    {
        var documents = new JsonArray();
        foreach (var item in items)
        {
            var id = $"{item.Shard}/{item.Lsn}/{item.Execution.Id.Value}";
            lock (Known)
            {
                Known[id] = item.Execution;
            }

            documents.Add(new JsonObject { ["shard"] = item.Shard, ["_lsn"] = item.Lsn, ["execution"] = id });
        }

        return documents.ToJsonString();
    }

    public static FeedPage Read(string json)
    {
        var items = new List<FeedItem>();
        var unreadable = new List<DeadLetter>();
        foreach (var document in JsonNode.Parse(json)!.AsArray())
        {
            var (shard, lsn) = ((int)document!["shard"]!, (long)document["_lsn"]!);
            lock (Known)
            {
                if (document["execution"] is { } id && Known.TryGetValue((string)id!, out var execution))
                {
                    items.Add(new FeedItem(shard, lsn, execution));
                }
                else
                {
                    unreadable.Add(new DeadLetter(shard, lsn, null, "It is no execution.", Encoding.UTF8.GetBytes(document.ToJsonString())));
                }
            }
        }

        return new FeedPage(items, unreadable, Position: null);
    }
}
