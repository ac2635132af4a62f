using System.Diagnostics;
using AgentMonitor.Server.Delivery;
using AgentMonitor.Server.Traces;

namespace AgentMonitor.Server.Replays;

/// <summary>
/// Posts a trace at its own pace, <paramref name="speed"/> times faster, as if its first execution ended when the
/// replay starts. Each execution goes out when it ends; durations stay what they are.
/// </summary>
internal sealed class Replay(IDelivery delivery, TimeProvider time, double speed)
{
    public async Task<ReplayTally> RunAsync(
        ReplayPlan plan, ReplayTally tally, IProgress<ReplayTally> progress, CancellationToken cancellationToken)
    {
        var start = time.GetUtcNow();
        var clock = time.GetTimestamp();
        for (var next = 0; next < plan.Events.Count;)
        {
            var due = plan.Events[next].After / speed;
            var elapsed = time.GetElapsedTime(clock);
            if (due > elapsed)
            {
                await Task.Delay(due - elapsed, time, cancellationToken);
            }

            elapsed = time.GetElapsedTime(clock);
            var batch = Batch(plan, next, elapsed, start);
            tally.Add(await delivery.DeliverAsync(batch, cancellationToken));
            next += batch.Count;
            tally.Elapsed = time.GetElapsedTime(clock);
            tally.Lag = tally.Elapsed - (plan.Events[next - 1].After / speed);
            progress.Report(tally);
        }

        return tally;
    }

    // Everything that is due by now, at least the one that was waited for.
    private RecordBatch Batch(ReplayPlan plan, int next, TimeSpan elapsed, DateTimeOffset start)
    {
        var records = new List<byte[]>();
        var numbers = new List<long>();
        var bytes = 0;
        for (var index = next; index < plan.Events.Count && records.Count < RecordBatch.MaxRecords; index++)
        {
            var (after, row) = plan.Events[index];
            if (records.Count > 0 && (after / speed > elapsed || bytes > RecordBatch.MaxBytes))
            {
                break;
            }

            var end = TraceTimes.EndOf(row.Record) ?? throw new UnreachableException();
            TraceTimes.Shift(row.Record, start + (after / speed) - end);
            records.Add(RecordBatch.Encode(row));
            numbers.Add(row.Number);
            bytes += records[^1].Length;
        }

        return new RecordBatch(records, numbers);
    }
}
