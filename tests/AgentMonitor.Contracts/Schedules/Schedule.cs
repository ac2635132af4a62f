using System.Collections.Immutable;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>What happens, in order.</summary>
internal sealed record Schedule(ImmutableArray<ScheduleEvent> Events)
{
    public async Task RunAsync(ScheduleRun run)
    {
        foreach (var next in Events)
        {
            await next.HappenAsync(run);
        }

        await run.EndAsync(ToString());
    }

    public override string ToString() => string.Join("\n", Events.Select(next => "  " + next));
}
