using AgentMonitor.Load.Records;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Runs;

/// <summary>A day of history, oldest first, as fast as the server takes it; what is turned away is sent again.</summary>
internal sealed class Fill(Endpoint endpoint, Func<Func<long, DateTime>, RecordSource> records, long count)
{
    private const int Array = 1000;

    private const int Connections = 4;

    public async Task<LoadResult> RunAsync(CancellationToken cancellationToken)
    {
        var requests = (count + Array - 1) / Array;
        var (start, step) = (DateTime.UtcNow.AddHours(-24), TimeSpan.FromHours(24) / (requests * Array));
        var run = new LoadRun(endpoint, records(number => start + (step * number)), new LoadShape(Connections, Array, Array: true, Retry: true));
        return await run.RunAsync(() => Pace.ForRequests(requests), cancellationToken);
    }
}
