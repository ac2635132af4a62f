using AgentMonitor.Health.Vitals;
using AgentMonitor.Live;

namespace AgentMonitor.Http.Health;

/// <summary>What is known of the process that answers.</summary>
internal sealed class ProcessReading(ProcessWatch watch, Uptime uptime, ILiveFrames frames, HttpApiOptions options)
{
    /// <summary>Null where browsers are connected to a service that does not tell.</summary>
    public int? LiveConnections => options.LiveService is null ? frames.Subscribers : null;

    public ProcessDto Read() => ProcessDto.From(watch.Read(), uptime.Elapsed, options.Host);
}
