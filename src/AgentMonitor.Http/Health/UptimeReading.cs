using AgentMonitor.Heartbeats;

namespace AgentMonitor.Http.Health;

/// <summary>How much of the time the monitor was up.</summary>
internal sealed class UptimeReading(HeartbeatLedger heartbeats, Uptime uptime)
{
    public async Task<UptimeDto> ReadAsync(CancellationToken cancellationToken) =>
        UptimeDto.From(await heartbeats.ReadAsync(cancellationToken), uptime.StartedAt);
}
