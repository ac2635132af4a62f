using AgentMonitor.Server.Delivery;
using AgentMonitor.Server.Traces;

namespace AgentMonitor.Server.Imports;

/// <summary>
/// Takes a trace in, batch by batch. Ids come from the file, so an import that was cut off is simply run again, and
/// one that was not changes nothing the second time.
/// </summary>
internal sealed class Import(IDelivery delivery)
{
    public async Task<ImportTally> RunAsync(
        TraceFile trace, TimeSpan shift, IProgress<ImportTally> progress, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        var batches = RecordBatch.CutAsync(
            Shifted(trace.ReadAsync(cancellationToken), shift),
            row => tally.Reject(row.Number, row.Fault!),
            cancellationToken);
        await foreach (var batch in batches)
        {
            tally.Add(batch, await delivery.DeliverAsync(batch, cancellationToken));
            tally.Fraction = trace.Fraction;
            progress.Report(tally);
        }

        tally.Fraction = 1;
        progress.Report(tally);
        return tally;
    }

    private static async IAsyncEnumerable<TraceRow> Shifted(IAsyncEnumerable<TraceRow> rows, TimeSpan shift)
    {
        await foreach (var row in rows)
        {
            TraceTimes.Shift(row.Record, shift);
            yield return row;
        }
    }
}
