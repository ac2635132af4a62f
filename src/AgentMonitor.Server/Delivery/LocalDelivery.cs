using AgentMonitor.Executions;
using AgentMonitor.Ingest;

namespace AgentMonitor.Server.Delivery;

/// <summary>Takes batches in here, through the same intake as the endpoints.</summary>
internal sealed class LocalDelivery(Ingestion intake) : IDelivery
{
    public async Task<Delivered> DeliverAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            var results = await intake.AcceptAsync(
                [.. batch.Records.Select(record => (ReadOnlyMemory<byte>)record)], null, isArray: true, cancellationToken);
            return Count(results);
        }
        catch (StoreUnavailableException exception)
        {
            return new Delivered.Busy(exception.RetryAfter, exception.Message);
        }
    }

    private static Delivered.Taken Count(IReadOnlyList<IngestResult> results)
    {
        var rejections = results.Index()
            .Where(result => !result.Item.Outcome.IsAccepted())
            .Select(result => new Rejection(
                result.Index, Sentence(result.Item.Faults), result.Item.Faults.Any(fault => fault.Code == Rejection.TooOld)))
            .ToList();
        var duplicates = results.Count(result => result.Outcome == IngestOutcome.Duplicate);
        return new Delivered.Taken(results.Count - duplicates - rejections.Count, duplicates, rejections);
    }

    private static string Sentence(IReadOnlyList<Fault> faults) => string.Join(" ", faults.Select(
        fault => fault.Pointer.Length == 0 ? fault.Message : $"{fault.Pointer}: {fault.Message}"));
}
