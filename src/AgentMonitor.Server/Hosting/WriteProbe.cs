using AgentMonitor.Executions;
using AgentMonitor.Health;
using AgentMonitor.Sqlite;

namespace AgentMonitor.Server.Hosting;

/// <summary>
/// Whether what arrives can be stored. After a commit that failed, a write as small as can be is tried each time
/// somebody asks, one at a time, so that the answer turns by itself once there is room again.
/// </summary>
internal sealed class WriteProbe(SqliteStore store) : IHealthProbe
{
    private readonly Lock _gate = new();
    private Task _attempt = Task.CompletedTask;

    public string Name => "writes";

    public async ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken)
    {
        if (store.Figures.LastFault is null)
        {
            return Finding.Ok;
        }

        try
        {
            await Attempt().WaitAsync(cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            return Finding.Down(exception.Message);
        }

        // The log takes writes again; what is left is the projection's fault, which is late but loses nothing.
        return store.Figures.LastFault is null ? Finding.Ok : Finding.Ok with
        {
            State = HealthState.Degraded,
            Sentence = "The rollups cannot be written right now.",
        };
    }

    private Task Attempt()
    {
        lock (_gate)
        {
            return _attempt.IsCompleted ? _attempt = store.TryWriteAsync() : _attempt;
        }
    }
}
