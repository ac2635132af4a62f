using System.Text.Json.Nodes;
using AgentMonitor.Server.Traces;

namespace AgentMonitor.Server.Replays;

/// <summary>
/// A trace in the order in which its executions end, each with the time after the first end. The whole trace is held
/// in memory.
/// </summary>
internal sealed record ReplayPlan(IReadOnlyList<ReplayEvent> Events, int LeftOut)
{
    private static readonly string[] IdFields = ["execution_id", "parent_execution_id"];

    /// <summary>
    /// <paramref name="run"/> goes before every execution id, so that a trace can be replayed as often as one likes.
    /// Rows that cannot be read or have no time are left out.
    /// </summary>
    public static async Task<ReplayPlan> MakeAsync(
        IAsyncEnumerable<TraceRow> rows, string run, CancellationToken cancellationToken)
    {
        var timed = new List<(DateTimeOffset End, TraceRow Row)>();
        var leftOut = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row.Fault is null && TraceTimes.EndOf(row.Record) is { } end)
            {
                Rename(row.Record, run);
                timed.Add((end, row));
            }
            else
            {
                leftOut++;
            }
        }

        var first = timed.Count == 0 ? default : timed.Min(entry => entry.End);
        return new ReplayPlan([.. timed.OrderBy(entry => entry.End).Select(entry => new ReplayEvent(entry.End - first, entry.Row))], leftOut);
    }

    private static void Rename(JsonObject record, string run)
    {
        foreach (var field in IdFields)
        {
            if (record[field] is JsonValue value && value.TryGetValue<string>(out var id))
            {
                record[field] = $"{run}-{id}";
            }
        }
    }
}

internal readonly record struct ReplayEvent(TimeSpan After, TraceRow Row);
