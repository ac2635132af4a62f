using System.Text.Json.Nodes;

namespace AgentMonitor.Http.Tests.Realtime;

/// <summary>Answers of many sections, with what differs from one run to the next made the same.</summary>
internal static class Sectioned
{
    private static readonly Dictionary<string, JsonNode> Same = new()
    {
        ["cpu_percent"] = 3.5,
        ["system_load"] = 3.5,
        ["memory_mb"] = 100,
        ["took_ms"] = 0,
    };

    public static JsonNode Settled(JsonNode answer)
    {
        switch (answer)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (Same.TryGetValue(name, out var same))
                    {
                        members[name] = same.DeepClone();
                    }
                    else if (value is not null)
                    {
                        Settled(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                {
                    Settled(item);
                }

                break;
        }

        return answer;
    }
}
