using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Live;

/// <summary>Told of every page right after it was projected. Never throws, never waits.</summary>
public interface ILiveUpdates
{
    void Publish(LiveUpdate update);
}

/// <summary>The executions of a page, and the rollup documents as they stand after it.</summary>
public sealed record LiveUpdate(IReadOnlyList<Execution> Executions, IReadOnlyList<RollupDocument> Documents);

/// <summary>For a host that nobody watches.</summary>
public sealed class NoLiveUpdates : ILiveUpdates
{
    public void Publish(LiveUpdate update)
    {
    }
}
