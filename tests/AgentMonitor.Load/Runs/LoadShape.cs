using AgentMonitor.Load.Records;
using AgentMonitor.Load.Wire;

namespace AgentMonitor.Load.Runs;

/// <param name="Retry">Whether a request that was turned away is sent again, until it is taken.</param>
internal sealed record LoadShape(int Connections, int RecordsPerRequest, bool Array, bool Retry = false)
{
    // Enough different requests that no two neighbours are alike, few enough to stay in memory.
    private int TemplatesPerConnection => Math.Max(4, 512 / RecordsPerRequest);

    public static LoadShape Of(string mode, int connections, int array) =>
        mode == "array" ? new LoadShape(connections, array, Array: true) : new LoadShape(connections, 1, Array: false);

    public RequestTemplate[] MakeRequests(RecordSource source, Endpoint endpoint) =>
        [.. Enumerable.Range(0, TemplatesPerConnection).Select(_ => new RequestTemplate(source, endpoint, RecordsPerRequest, Array))];
}
