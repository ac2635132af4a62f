using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentMonitor.Server.Traces;

/// <summary>
/// Fills in what a bare trace row (one that names no agent) lacks, from a hash of the row and its number alone, so
/// that every run derives the same. The fields it filled in are listed in <c>attributes.derived</c>, and the tag
/// <c>derived</c> marks the record wherever it is shown. Times and tokens are never derived.
/// </summary>
internal static class DerivedFields
{
    private const int Users = 40;
    private const int SessionsPerUser = 3;
    private const int TimeoutMs = 30_000;

    private static readonly string[] Failures = ["rate_limited", "content_filtered", "upstream_error"];

    public static void FillIn(JsonObject record, long rowNumber)
    {
        if (record["agent_name"] is not null)
        {
            return;
        }

        var dice = Roll(record, rowNumber);
        var derived = new JsonArray();
        void Derive(string field, JsonNode value)
        {
            if (record[field] is null)
            {
                record[field] = value;
                derived.Add(field);
            }
        }

        var user = dice[0] % Users + 1;
        Derive("agent_name", "code-completion");
        Derive("user_id", string.Create(CultureInfo.InvariantCulture, $"user-{user:00}"));
        Derive("session_id", string.Create(CultureInfo.InvariantCulture, $"user-{user:00}-session-{dice[1] % SessionsPerUser + 1}"));
        Derive("model_used", "gpt-4o");
        Derive("provider", "azure.ai.openai");
        Derive("status", Status(dice[2]));
        Derive("execution_time_ms", Duration(record, dice[3]));
        if ((string?)record["status"] == "failure")
        {
            var type = Failures[dice[4] % Failures.Length];
            Derive("error_type", type);
            Derive("error_message", $"Derived failure: {type}");
        }

        Mark(record, derived);
    }

    // 1.5 % failures and 0.5 % timeouts.
    private static string Status(uint roll) => (roll % 1_000) switch
    {
        < 15 => "failure",
        < 20 => "timeout",
        _ => "success",
    };

    // Reading the context, then writing token by token, each up to a fifth slower or faster.
    private static long Duration(JsonObject record, uint roll)
    {
        if ((string?)record["status"] == "timeout")
        {
            return TimeoutMs;
        }

        var percent = 80 + (roll % 41);
        return (150 + (Tokens(record, "input_tokens") / 20) + (Tokens(record, "output_tokens") * 25)) * percent / 100;
    }

    private static long Tokens(JsonObject record, string kind) =>
        record["usage"]?[kind] is JsonValue value && value.TryGetValue<long>(out var tokens)
            ? Math.Clamp(tokens, 0, 1_000_000)
            : 0;

    private static void Mark(JsonObject record, JsonArray derived)
    {
        if (record["attributes"] is not JsonObject attributes)
        {
            record["attributes"] = attributes = [];
        }

        attributes["derived"] = derived;
        if (record["tags"] is not JsonArray tags)
        {
            record["tags"] = tags = [];
        }

        tags.Add("derived");
    }

    private static uint[] Roll(JsonObject record, long rowNumber)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{record.ToJsonString()}\n{rowNumber}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return [.. Enumerable.Range(0, 5).Select(index => BinaryPrimitives.ReadUInt32LittleEndian(hash.AsSpan(index * 4)))];
    }
}
