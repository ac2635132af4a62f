using AgentMonitor.Health.Vitals;
using AgentMonitor.Http.Ingest;
using AgentMonitor.Http.Measurement;

namespace AgentMonitor.Http.Health;

/// <summary>What the store, the intake in front of it and the functions around it say of themselves.</summary>
internal sealed class StoreReading(
    IStoreVitals store, IngestLoad load, ApiFigures api, IEnumerable<IFunctionVitals> functions)
{
    private readonly IFunctionVitals? _functions = functions.SingleOrDefault();

    public StoreDto Read() => StoreDto.From(store.Read());

    public QueueDto ReadQueue() => new(store.Read().QueuedRecords, load.Bytes, api.Rejections);

    /// <summary>Null on a host without functions.</summary>
    public FunctionsDto? ReadFunctions() => _functions is null ? null : FunctionsDto.From(_functions.Read());
}
