namespace AgentMonitor.Server.Settings;

/// <summary>Section <c>AgentMonitor:Store</c>: how much may wait before new executions are turned away with 429.</summary>
internal sealed class StoreOptions
{
    /// <summary>Records that are durable and not yet projected.</summary>
    public int UnprojectedLimit { get; set; } = 200_000;

    /// <summary>Records that wait for their commit.</summary>
    public int QueuedRecordsLimit { get; set; } = 50_000;

    /// <summary>Bytes that wait for their commit.</summary>
    public long QueuedBytesLimit { get; set; } = 64 << 20;

    public IEnumerable<string> Faults()
    {
        if (UnprojectedLimit < 1_000 || QueuedRecordsLimit < 1_000)
        {
            yield return "AgentMonitor:Store:UnprojectedLimit and QueuedRecordsLimit take a number from 1000, as a request may hold that many.";
        }

        if (QueuedBytesLimit < 4 << 20)
        {
            yield return "AgentMonitor:Store:QueuedBytesLimit takes a number from 4194304, as a request may be that long.";
        }
    }
}
