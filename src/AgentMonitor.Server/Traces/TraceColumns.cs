using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentMonitor.Server.Traces;

/// <summary>
/// Which column becomes which field. A column named as a field of the wire is that field, a dot leads into it
/// (<c>usage.input_tokens</c>); three names of the Azure LLM inference trace are understood too; every other column
/// becomes an attribute of the same name.
/// </summary>
internal static class TraceColumns
{
    private static readonly Dictionary<string, string> TraceNames = new(StringComparer.Ordinal)
    {
        ["TIMESTAMP"] = "started_at",
        ["ContextTokens"] = "usage.input_tokens",
        ["GeneratedTokens"] = "usage.output_tokens",
    };

    private static readonly Dictionary<string, Func<string, JsonNode?>> Fields = new(StringComparer.Ordinal)
    {
        ["execution_id"] = Text,
        ["request_id"] = Text,
        ["attempt"] = Number,
        ["agent_name"] = Text,
        ["agent_version"] = Text,
        ["user_id"] = Text,
        ["user_name"] = Text,
        ["session_id"] = Text,
        ["parent_execution_id"] = Text,
        ["trace_id"] = Text,
        ["span_id"] = Text,
        ["status"] = Text,
        ["started_at"] = Instant,
        ["ended_at"] = Instant,
        ["created_at"] = Instant,
        ["execution_time_ms"] = Number,
        ["ttft_ms"] = Number,
        ["timeout_ms"] = Number,
        ["model_used"] = Text,
        ["provider"] = Text,
        ["tokens_used"] = Number,
        ["usage"] = Json,
        ["usage.input_tokens"] = Number,
        ["usage.cache_read_tokens"] = Number,
        ["usage.cache_write_tokens"] = Number,
        ["usage.output_tokens"] = Number,
        ["usage.reasoning_tokens"] = Number,
        ["cost_usd"] = Number,
        ["input_data"] = Json,
        ["output_data"] = Json,
        ["error_message"] = Text,
        ["error_type"] = Text,
        ["escalation"] = Json,
        ["escalation.state"] = Text,
        ["escalation.severity"] = Text,
        ["outcome"] = Text,
        ["feature"] = Text,
        ["variant"] = Text,
        ["language"] = Text,
        ["region"] = Text,
        ["environment"] = Text,
        ["tags"] = Tags,
        ["attributes"] = Json,
    };

    public static bool IsField(string column) => Fields.ContainsKey(TraceNames.GetValueOrDefault(column, column));

    /// <summary>Puts a CSV cell where it belongs; an empty cell says nothing.</summary>
    public static void SetCell(JsonObject record, string column, string cell)
    {
        if (cell.Length == 0)
        {
            return;
        }

        var name = TraceNames.GetValueOrDefault(column, column);
        if (Fields.TryGetValue(name, out var read))
        {
            Put(record, name, read(cell));
        }
        else
        {
            Put(record, "attributes", column, cell);
        }
    }

    /// <summary>A JSON row is a record already; only the trace's own names are moved.</summary>
    public static void MoveTraceNames(JsonObject record)
    {
        foreach (var (column, field) in TraceNames)
        {
            if (record.Remove(column, out var value) && value is not null)
            {
                Put(record, field, field == "started_at" ? Instant(value.ToString()) : value);
            }
        }
    }

    private static void Put(JsonObject record, string path, JsonNode? value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            record[path] = value;
        }
        else
        {
            Put(record, path[..dot], path[(dot + 1)..], value);
        }
    }

    private static void Put(JsonObject record, string parent, string name, JsonNode? value)
    {
        if (record[parent] is not JsonObject inner)
        {
            record[parent] = inner = [];
        }

        inner[name] = value;
    }

    private static JsonValue Text(string cell) => JsonValue.Create(cell);

    // A cell that is no number goes on as text: ingestion refuses the row and says which field it was.
    private static JsonValue Number(string cell) =>
        long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
        : decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(cell);

    private static JsonValue Instant(string cell) =>
        TraceTimes.TryParse(cell, out var instant) ? JsonValue.Create(TraceTimes.Format(instant)) : JsonValue.Create(cell);

    private static JsonNode? Json(string cell)
    {
        try
        {
            return JsonNode.Parse(cell);
        }
        catch (JsonException)
        {
            return JsonValue.Create(cell);
        }
    }

    private static JsonNode? Tags(string cell) =>
        cell.StartsWith('[') ? Json(cell)
        : new JsonArray([.. cell.Split([';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(tag => (JsonNode)JsonValue.Create(tag))]);
}
