using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentMonitor.Server.Traces;

/// <summary>The instants of a record: reading, ending, and moving all of them at once.</summary>
internal static class TraceTimes
{
    private static readonly string[] Fields = ["started_at", "ended_at", "created_at"];

    /// <summary>An instant without a zone is UTC; seven decimals are kept.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    public static string Format(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>When the execution ended as ingestion will see it, or null for a record without any instant.</summary>
    public static DateTimeOffset? EndOf(JsonObject record) =>
        Find(record, "ended_at")
        ?? (Find(record, "created_at") ?? Find(record, "started_at"))?.AddMilliseconds(DurationOf(record));

    public static void Shift(JsonObject record, TimeSpan by)
    {
        foreach (var field in Fields)
        {
            if (Find(record, field) is { } instant)
            {
                record[field] = Format(instant + by);
            }
        }
    }

    public static DateTimeOffset? Find(JsonObject record, string field) =>
        record[field] is JsonValue value && value.TryGetValue<string>(out var text) && TryParse(text, out var instant)
            ? instant
            : null;

    /// <summary>In milliseconds. What is out of any sensible range is ingestion's to refuse; here it must not overflow an instant.</summary>
    public static double DurationOf(JsonObject record) =>
        record["execution_time_ms"] is JsonValue value && value.TryGetValue<long>(out var duration)
            ? Math.Clamp(duration, 0, TimeSpan.MillisecondsPerDay * 365)
            : 0;
}
