using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>An execution as a client made it up, in one message or in a start and a completion.</summary>
internal sealed record SentExecution(string Id, bool InTwoSteps, JsonObject Start, JsonObject End)
{
    private static readonly string[] Statuses =
        ["success", "success", "success", "success", "success", "success", "success", "failure", "timeout", "cancelled"];

    private static readonly string?[] Models = ["gpt-4o", "gpt-4o-mini", "a-house-model", null];

    public string Whole => Joined().ToJsonString();

    public string OtherContent
    {
        get
        {
            var other = Joined();
            other["execution_time_ms"] = 86_399_999;
            return other.ToJsonString();
        }
    }

    /// <summary>One that ended in the twenty hours before <paramref name="now"/>.</summary>
    public static SentExecution Make(string id, Random random, DateTimeOffset now, int contentBytes = 0)
    {
        var duration = random.Next(1, 90_000);
        var ended = now.AddMilliseconds(-random.NextInt64(20L * 3_600_000));
        var status = Statuses[random.Next(Statuses.Length)];
        var start = new JsonObject
        {
            ["execution_id"] = id,
            ["agent_name"] = $"agent-{random.Next(6)}",
            ["user_id"] = $"user-{random.Next(8)}",
            ["session_id"] = $"session-{random.Next(200)}",
            ["created_at"] = Instant(ended.AddMilliseconds(-duration)),
            ["input_data"] = new JsonObject { ["message"] = $"question of {id}" },
        };
        if (contentBytes > 0)
        {
            start["input_data"]!["document"] = new string((char)('a' + random.Next(26)), random.Next(contentBytes));
        }

        var end = new JsonObject
        {
            ["agent_name"] = start["agent_name"]!.DeepClone(),
            ["status"] = status,
            ["ended_at"] = Instant(ended),
            ["execution_time_ms"] = duration,
            ["output_data"] = new JsonObject { ["answer"] = $"answer of {id}" },
        };
        if (Models[random.Next(Models.Length)] is { } model)
        {
            start["model_used"] = model;
        }

        if (status is "failure" or "timeout")
        {
            end["error_message"] = $"it broke at step {random.Next(5)}";
        }

        AddTokens(end, random);
        return new SentExecution(id, false, start, end);
    }

    /// <summary>The start alone, as a run that has begun.</summary>
    public string Begun()
    {
        var begun = (JsonObject)Start.DeepClone();
        begun["status"] = "running";
        return begun.ToJsonString();
    }

    /// <summary>The first member in which a stored execution is not what was sent, or null.</summary>
    public string? FindDifference(JsonObject stored, bool isFinished)
    {
        var sent = isFinished ? Joined() : Start;
        foreach (var (name, value) in sent)
        {
            if (!Holds(stored[name], value))
            {
                return $"{Id}: {name} was sent as {value}, and is {stored[name]}";
            }
        }

        return null;
    }

    private static void AddTokens(JsonObject end, Random random)
    {
        if (random.Next(4) == 0)
        {
            end["tokens_used"] = random.Next(5000);
            return;
        }

        var input = random.Next(1, 4000);
        end["usage"] = new JsonObject
        {
            ["input_tokens"] = input,
            ["cache_read_tokens"] = random.Next(input),
            ["output_tokens"] = random.Next(1, 900),
        };
        if (random.Next(5) == 0)
        {
            end["cost_usd"] = random.Next(1_000_000) / 1_000_000m;
        }
    }

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static bool Holds(JsonNode? stored, JsonNode? sent) => sent is JsonObject members
        ? stored is JsonObject all && members.All(member => Holds(all[member.Key], member.Value))
        : Spelled(stored) == Spelled(sent);

    // One spelling for an instant or an amount that has several.
    private static string Spelled(JsonNode? value)
    {
        var text = value?.ToString() ?? "null";
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number.ToString("0.#########", CultureInfo.InvariantCulture)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? Instant(at)
            : text;
    }

    private JsonObject Joined()
    {
        var whole = (JsonObject)Start.DeepClone();
        foreach (var (name, value) in End)
        {
            whole[name] = value?.DeepClone();
        }

        return whole;
    }
}
