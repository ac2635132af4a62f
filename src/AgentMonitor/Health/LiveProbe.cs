using AgentMonitor.Live;

namespace AgentMonitor.Health;

/// <summary>Who listens to the live channel.</summary>
public sealed class LiveProbe(ILiveFrames frames) : IHealthProbe
{
    public string Name => "live";

    public ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken) => ValueTask.FromResult(
        new Finding(HealthState.Ok, null, new Dictionary<string, double?> { ["subscribers"] = frames.Subscribers }));
}
