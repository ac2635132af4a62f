using AgentMonitor.Costs;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Carries out what was registered: brings every day that a repricing touches under the newest lens, at once, and once
/// more when every process has heard of it, since one that had not may have begun a bucket of such a day meanwhile.
/// What a later one still leaves behind, reconcile finds. May be stopped anywhere and run anywhere; two at once do no
/// harm.
/// </summary>
public sealed class RepricingSweep(
    IRollupStore store, IExecutionHistory history, IProjectedPosition position, Repricings repricings, RetentionAges ages,
    TimeProvider clock)
{
    private readonly Repricer _repricer = new(store, history, position);

    private readonly HashSet<int> _doneOnce = [];

    /// <summary>How many repricings are finished now that were not before.</summary>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        var finished = 0;
        var lens = await repricings.ReloadAsync(cancellationToken);
        foreach (var repricing in lens.All.Where(repricing => !repricing.IsFinished))
        {
            var isHeardOf = clock.GetUtcNow() >= repricing.RegisteredAt + Repricings.HeardOfAfter;
            if ((_doneOnce.Contains(repricing.Number) && !isHeardOf) || !await RunAsync(repricing, lens, cancellationToken))
            {
                continue;
            }

            _doneOnce.Add(repricing.Number);
            if (isHeardOf)
            {
                await repricings.FinishAsync(repricing.Number, cancellationToken);
                finished++;
            }
        }

        return finished;
    }

    // Days whose raw executions are swept cannot be counted again; they stay as they are.
    private async ValueTask<bool> RunAsync(Repricing repricing, CostLens lens, CancellationToken cancellationToken)
    {
        var first = ages.FirstCompleteDay(clock.GetUtcNow());
        var day = TimeBucket.Of(Grain.Day, repricing.From > first ? repricing.From : first);
        var done = true;
        for (; day.Start < repricing.To; day = new TimeBucket(Grain.Day, day.End))
        {
            done &= await _repricer.RunDayAsync(day, lens, cancellationToken);
        }

        return done;
    }
}
