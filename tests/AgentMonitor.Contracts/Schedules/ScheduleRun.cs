using AgentMonitor.Contracts.Recount;
using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.TestKit;
using Xunit;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>One schedule on its way: a log, a store, and whoever projects the one into the other.</summary>
internal sealed class ScheduleRun
{
    private readonly IRollupStore _store;

    private readonly List<Lease> _leases;

    public ScheduleRun(IScheduledLog log, IRollupStore store)
    {
        (Log, _store) = (log, store);
        Rollups = new InterruptedRollups(store);
        _leases = [new Lease(Enumerable.Range(0, log.Shards).ToHashSet(), 0, NewRepricings, NewProjector)];
    }

    public IScheduledLog Log { get; }

    public InterruptedRollups Rollups { get; }

    public ManualClock Clock { get; } = new(Some.Noon.AddHours(2));

    /// <summary>Where repricings are kept, and the prices per token that this schedule registered, in that order.</summary>
    public InMemoryState State { get; } = new();

    public List<ScheduledRepricing> Repriced { get; } = [];

    /// <summary>Every finished execution that was sent, and every start: to be sent again, or to be ended.</summary>
    public List<Execution> Sent { get; } = [];

    public List<Execution> Started { get; } = [];

    /// <summary>Whether somebody changed a rollup behind the projectors' backs.</summary>
    public bool IsTampered { get; set; }

    /// <summary>
    /// What the disk does to a document; null where the store cannot be got at, or where a fence has a number for each
    /// shard and the recount, which knows one, cannot raise it.
    /// </summary>
    public IDamageable? Disk => Log.Shards == 1 ? _store as IDamageable : null;

    public Lease LeaseAt(int which) => _leases[which % _leases.Count];

    public async Task DeliverAsync(Lease lease, LeaseOwner owner, int limit, int times, int? crashAfter)
    {
        // Whoever waits for a save does nothing else meanwhile.
        if (!owner.IsProjecting)
        {
            owner.IsProjecting = true;
            await ProjectAsync(lease, owner, limit, times, crashAfter);
            owner.IsProjecting = false;
        }
    }

    /// <summary>The children begin where the parent was, and go their own ways from there.</summary>
    public void Split(Lease parent)
    {
        if (parent.Shards.Count > 1)
        {
            _leases.Remove(parent);
            foreach (var half in parent.Shards.Order().Chunk((parent.Shards.Count + 1) / 2))
            {
                _leases.Add(new Lease(half.ToHashSet(), parent.Checkpoint, NewRepricings, NewProjector));
            }
        }
    }

    public async Task CatchUpAsync(long position)
    {
        foreach (var lease in _leases)
        {
            while (lease.Checkpoint < position)
            {
                lease.Owners[0].Position = lease.Checkpoint;
                await DeliverAsync(lease, lease.Owners[0], limit: 40, times: 1, crashAfter: null);
            }
        }
    }

    /// <summary>A recount, with what happens while it waits and what happens just before it mends.</summary>
    public async Task<ReconcileReport> ReconcileAsync(bool repair, Func<Task> meanwhile, Func<Task> beforeSave)
    {
        var position = new LaggingPosition(this, meanwhile, beforeSave);
        var reconciler = new Reconciler(Rollups, Log.History, position, Clock, RetentionAges.Default, NewRepricings());
        var report = await reconciler.RunAsync(
            Some.Noon.AddDays(-3), Some.Noon.AddDays(2), repair, CancellationToken.None);
        Assert.True(IsTampered || report.Drift == 0, $"A recount meanwhile found {report.Drift} differences.");
        return report;
    }

    /// <summary>Carries out what was registered, with what happens just before it first saves.</summary>
    public async Task RepriceAsync(Func<Task>? beforeSave)
    {
        var position = new LaggingPosition(this, () => Task.CompletedTask, () => Task.CompletedTask);
        Rollups.BeforeSave = beforeSave;
        await new RepricingSweep(Rollups, Log.History, position, NewRepricings(), RetentionAges.Default, Clock)
            .RunAsync(CancellationToken.None);
    }

    public Repricings NewRepricings() => new(State, Clock);

    /// <summary>
    /// Forgets a user, of a store that can. It may be cut short after so many of its steps, by a process that ends; then
    /// the next one goes on with it, and projects first whatever waits.
    /// </summary>
    public async Task ForgetAsync(string user, int? cutAfter)
    {
        if (Log is not StoreLog { Store: var store })
        {
            return;
        }

        var position = new LaggingPosition(this, () => Task.CompletedTask, () => Task.CompletedTask);
        var erasures = new ErasureRecords(store.State, store.Erased, Clock);
        var reconciler = new Reconciler(_store, Log.History, position, Clock, RetentionAges.Default, erasures: erasures);
        var days = new UserDays(store.UserDocuments, store.Lists, reconciler);
        using var forgetting = new Forgetting(
            new CutErasure(store.Erasure, cutAfter), days, [], position, erasures, RetentionAges.Default, Clock);
        try
        {
            await forgetting.ForgetAsync(user, CancellationToken.None);
        }
        catch (CrashException)
        {
            await forgetting.ResumeAsync(CancellationToken.None);
        }
    }

    /// <summary>Lets everything be delivered, then counts it all again without the product's help.</summary>
    public async Task EndAsync(string because)
    {
        Rollups.CrashAfter(null);
        Rollups.BeforeSave = null;
        await CatchUpAsync(Log.End);
        Clock.Advance(Repricings.HeardOfAfter);
        await RepriceAsync(beforeSave: null);
        Assert.All((await NewRepricings().ReloadAsync(CancellationToken.None)).All, repricing => Assert.True(repricing.IsFinished));
        if (IsTampered)
        {
            await ReconcileAsync(repair: true, () => Task.CompletedTask, () => Task.CompletedTask);
        }

        var counted = await Log.CountedAsync();
        Assert.True(counted.DistinctBy(execution => execution.Id).Count() == counted.Count, $"An id is finished twice at {because}.");
        await RecountAssert.EqualsRecountAsync(_store, [.. counted.Select(AtItsPrice)], because);
    }

    private async Task ProjectAsync(Lease lease, LeaseOwner owner, int limit, int times, int? crashAfter)
    {
        var (page, next) = await Log.ReadAsync(lease.Shards, owner.Position, limit);
        Rollups.CrashAfter(crashAfter);
        try
        {
            for (; times > 0; times--)
            {
                await owner.Projector.ProjectAsync(page, CancellationToken.None);
            }

            lease.Checkpoint = owner.Position = next;
        }
        catch (CrashException)
        {
            owner.Restart(lease.Checkpoint);
        }

        Rollups.CrashAfter(null);
    }

    private Projector NewProjector(Repricings repricings) =>
        new(Rollups, new NoLiveUpdates(), repricings, (Log as StoreLog)?.Store is { } store ? new ErasureRecords(store.State, store.Erased, Clock) : null, Log.Letters);

    private Execution AtItsPrice(Execution execution) =>
        Repriced.Aggregate(execution, (priced, repricing) => repricing.Reprice(execution) ?? priced);

    private sealed class LaggingPosition(ScheduleRun run, Func<Task> meanwhile, Func<Task> beforeSave) : IProjectedPosition
    {
        public FeedMark End => run.Log.DurableEnd;

        public async ValueTask WaitUntilProjectedAsync(FeedMark mark, CancellationToken cancellationToken)
        {
            await meanwhile();
            await run.CatchUpAsync(run.Log.After(mark));
            run.Rollups.BeforeSave = beforeSave;
        }

        public ValueTask<bool> IsProjectedAsync(LoggedExecution execution, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A recount asks for no single execution.");

        public ValueTask<long> CountPendingAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException("A recount asks for no count.");
    }
}
