namespace AgentMonitor.Http.Tests.Api;

/// <summary>Timers that really run, under instants that stand still: for what paces itself while answers stay the same.</summary>
internal sealed class StandingInstants(TimeProvider instants) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => instants.GetUtcNow();
}
