using AgentMonitor.Executions;
using AgentMonitor.Heartbeats;
using AgentMonitor.Http.Analytics;

namespace AgentMonitor.Http.Health;

/// <summary>How much of the time the monitor was up.</summary>
internal sealed class UptimeReading(HeartbeatLedger heartbeats, Uptime uptime)
{
    public async Task<UptimeDto> ReadAsync(CancellationToken cancellationToken) =>
        UptimeDto.From(await heartbeats.ReadAsync(cancellationToken), uptime.StartedAt);

    /// <summary>Of the last thirty days, as a figure beside others; null while it is not known.</summary>
    public async Task<UptimeRatioDto?> FindRatioAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await heartbeats.ReadAsync(cancellationToken) is { Ratio30D: { } ratio, Since: { } since }
                ? new UptimeRatioDto(ratio, since)
                : null;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
