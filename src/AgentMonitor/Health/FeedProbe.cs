using AgentMonitor.Projection;

namespace AgentMonitor.Health;

/// <summary>How many durable changes are not in the rollups yet, and how many cannot be.</summary>
public sealed class FeedProbe(IProjectedPosition position, IDeadLetters letters) : IHealthProbe
{
    /// <summary>A few seconds' worth at full load; beyond it the numbers on the page are late.</summary>
    public const long LateBeyond = 50_000;

    public string Name => "feed";

    public async ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken)
    {
        var pending = await position.CountPendingAsync(cancellationToken);
        var dead = await letters.CountAsync(cancellationToken);
        var figures = new Dictionary<string, double?> { ["pending_changes"] = pending, ["dead_letters"] = dead };
        return pending > LateBeyond ? new Finding(HealthState.Degraded, "The rollups lag behind the log.", figures)
            : dead > 0 ? new Finding(HealthState.Degraded, "Some changes could not be projected.", figures)
            : new Finding(HealthState.Ok, null, figures);
    }
}
