using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>
/// One thing that happens. It means something wherever it stands, so that any part of a schedule is a schedule too;
/// numbers choose among what is there by their remainder. A new kind of event is a record here and a line in
/// <see cref="Schedules"/>.
/// </summary>
internal abstract record ScheduleEvent
{
    public abstract Task HappenAsync(ScheduleRun run);
}

/// <summary>Executions that are over arrive in one transaction.</summary>
internal sealed record Arrive(int Seed, int Count) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        var random = new Random(Seed);
        var executions = Enumerable.Range(0, Count).Select(i => ScheduledExecutions.Finished(random, run.Sent.Count + i)).ToList();
        run.Sent.AddRange(executions);
        return run.Log.AppendAsync(executions);
    }
}

/// <summary>One that was sent is sent again.</summary>
internal sealed record Repeat(int Which) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run) =>
        run.Sent.Count == 0 ? Task.CompletedTask : run.Log.AppendAsync([run.Sent[Which % run.Sent.Count]]);
}

internal sealed record Start(int Seed) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        run.Started.Add(ScheduledExecutions.Running(new Random(Seed), run.Started.Count));
        return run.Log.AppendAsync([run.Started[^1]]);
    }
}

/// <summary>A run ends, for the first time or once more, before its timeout or after it.</summary>
internal sealed record Finish(int Which, int Seed) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run) => run.Started.Count == 0 ? Task.CompletedTask
        : run.Log.AppendAsync([ScheduledExecutions.End(run.Started[Which % run.Started.Count], new Random(Seed))]);
}

/// <summary>The sweep times a run out, as it stood when the views were read; it may be over by now.</summary>
internal sealed record Sweep(int Which) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run) => run.Started.Count == 0 ? Task.CompletedTask
        : run.Log.AppendAsync([ExecutionTransitions.TimeOut(run.Started[Which % run.Started.Count], run.Clock.GetUtcNow())]);
}

/// <summary>Something arrives that nobody can fold, among others that are sound.</summary>
internal sealed record ArrivePoison(int Seed) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        var random = new Random(Seed);
        run.Sent.Add(Poison.Of(ScheduledExecutions.Finished(random, run.Sent.Count)));
        run.Sent.Add(ScheduledExecutions.Finished(random, run.Sent.Count));
        return run.Log.AppendAsync([run.Sent[^2], run.Sent[^1]]);
    }
}

internal sealed record Requeue(int Which) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run) => run.Log.RequeueAsync(Which);
}

/// <summary>A new version of the program can fold what the one before could not.</summary>
internal sealed record Upgrade : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        run.Log.Upgrade();
        return Task.CompletedTask;
    }
}

/// <summary>A user is forgotten, now or after what is read and not projected yet; it may be cut short and is then resumed.</summary>
internal sealed record Forget(int User, int? CutAfter) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run) => run.ForgetAsync("user" + (User % 2), CutAfter);
}

/// <summary>A page is projected, once or up to three times, and may be cut short between any two writes.</summary>
internal sealed record Deliver(int Lease, int Owner, int Limit, int Times, int? CrashAfter) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        var lease = run.LeaseAt(Lease);
        return run.DeliverAsync(lease, lease.Owners[Owner % 2], Limit, Times, CrashAfter);
    }
}

/// <summary>Both owners of a lease at once: what one has read, the other saves first.</summary>
internal sealed record Race(int Lease, int Limit) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        var lease = run.LeaseAt(Lease);
        run.Rollups.BeforeSave = () => run.DeliverAsync(lease, lease.Owners[1], Limit + 3, times: 1, crashAfter: null);
        return run.DeliverAsync(lease, lease.Owners[0], Limit, times: 1, crashAfter: null);
    }
}

/// <summary>A lease is lost and taken up again further back; by more than there is: from the start.</summary>
internal sealed record Rewind(int Lease, int Back) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        var lease = run.LeaseAt(Lease);
        lease.Checkpoint = Math.Max(0, lease.Checkpoint - Back);
        lease.Owners[0].Restart(lease.Checkpoint);
        return Task.CompletedTask;
    }
}

internal sealed record Split(int Lease) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        run.Split(run.LeaseAt(Lease));
        return Task.CompletedTask;
    }
}

/// <summary>
/// A recount while the feed lags: more arrives after it has read, some of that is projected before it looks, more
/// while it saves, and it may die while it mends.
/// </summary>
internal sealed record Reconcile(bool Repair, int Seed, int? CrashAfter) : ScheduleEvent
{
    public override async Task HappenAsync(ScheduleRun run)
    {
        try
        {
            await run.ReconcileAsync(Repair, () => MeanwhileAsync(run), () => BeforeSaveAsync(run));
        }
        catch (CrashException)
        {
        }

        run.Rollups.BeforeSave = null;
        run.Rollups.CrashAfter(null);
    }

    private async Task MeanwhileAsync(ScheduleRun run)
    {
        await new Arrive(Seed, 2).HappenAsync(run);
        await new Deliver(Seed, Seed, 3, 1, null).HappenAsync(run);
    }

    private async Task BeforeSaveAsync(ScheduleRun run)
    {
        await new Deliver(Seed, Seed, 2, 1, null).HappenAsync(run);
        run.Rollups.CrashAfter(CrashAfter);
    }
}

/// <summary>An admin registers new prices of a model, or that it has none; nobody else knows of it yet.</summary>
internal sealed record Reprice(int Seed) : ScheduleEvent
{
    public override async Task HappenAsync(ScheduleRun run)
    {
        var repricing = ScheduledRepricing.Next(new Random(Seed));
        await run.NewRepricings().RegisterAsync(
            number => repricing.ToRepricing(number, run.Clock.GetUtcNow()), CancellationToken.None);
        run.Repriced.Add(repricing);
    }
}

/// <summary>An owner hears of what was registered.</summary>
internal sealed record Learn(int Lease, int Owner) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run) =>
        run.LeaseAt(Lease).Owners[Owner % 2].Repricings.ReloadAsync(CancellationToken.None).AsTask();
}

/// <summary>
/// The days are brought under the newest prices, while pages come in between and somebody else does the same; it may
/// die between any two writes.
/// </summary>
internal sealed record CarryOut(int Seed, int? CrashAfter) : ScheduleEvent
{
    public override async Task HappenAsync(ScheduleRun run)
    {
        try
        {
            await run.RepriceAsync(async () =>
            {
                await new Deliver(Seed, Seed, 3, 1, null).HappenAsync(run);
                if (Seed % 3 == 0)
                {
                    await run.RepriceAsync(() => new Deliver(Seed, Seed + 1, 3, 1, null).HappenAsync(run));
                }

                run.Rollups.CrashAfter(CrashAfter);
            });
        }
        catch (CrashException)
        {
        }

        run.Rollups.BeforeSave = null;
        run.Rollups.CrashAfter(null);
    }
}

/// <summary>A total is changed behind the projectors' backs.</summary>
internal sealed record Tamper(int Which) : ScheduleEvent
{
    public override async Task HappenAsync(ScheduleRun run)
    {
        var documents = await run.Rollups.ReadAllAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None);
        if (documents.Count > 0)
        {
            var document = documents[Which % documents.Count];
            document.Cell(CellName.All).Totals.Add(Counter.Success, 5);
            await run.Rollups.SaveAsync(new PageWrite([document], [], [], null), CancellationToken.None);
            run.IsTampered = true;
        }
    }
}

/// <summary>A document can no longer be read, or is gone.</summary>
internal sealed record Damage(int Which, DamageKind Kind) : ScheduleEvent
{
    public override Task HappenAsync(ScheduleRun run)
    {
        if (run.Disk is { Count: > 0 } disk)
        {
            disk.Damage(Which % disk.Count, Kind);
            run.IsTampered = true;
        }

        return Task.CompletedTask;
    }
}
