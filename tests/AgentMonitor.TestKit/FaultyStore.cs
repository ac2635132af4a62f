using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.State;
using AgentMonitor.Users;

namespace AgentMonitor.TestKit;

/// <summary>A store as it is over a network: any call may fail, before it is done or after.</summary>
public sealed class FaultyStore(IStore store, FaultPlan faults, TimeProvider clock)
    : IStore, IExecutionLog, IExecutionFeed, IExecutionLists, IRunningExecutions, IDeadLetters, IRollupStore
{
    // A feed without a push is asked for news.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public IExecutionLog Log => this;

    public IExecutionFeed Feed => this;

    /// <summary>As it is: a recount that fails is asked for again by who wanted it.</summary>
    public IExecutionHistory History => store.History;

    public IExecutionLists Lists => this;

    public IRunningExecutions Running => this;

    public IDeadLetters DeadLetters => this;

    public IRollupStore Rollups => this;

    public IUserDays UserDays => new UncachedUserDays(this);

    public IStateStore State { get; } = new FaultyState(store.State, faults);

    /// <summary>As they are: questions change nothing, and who asked asks again.</summary>
    public IUsers Users => store.Users;

    public ISessions Sessions => store.Sessions;

    public ErasedIds Erased => store.Erased;

    /// <summary>As they are: an erasure that fails is begun anew.</summary>
    public IUserErasure Erasure => store.Erasure;

    public IUserDocuments UserDocuments => store.UserDocuments;

    public IEscalations Escalations => store.Escalations;

    public long End => store.Feed.End;

    public ValueTask DisposeAsync() => store.DisposeAsync();

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Execution> executions, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Log.AppendAsync(executions, cancellationToken));

    public ValueTask<LoggedExecution?> FindAsync(ExecutionId id, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Log.FindAsync(id, cancellationToken));

    public ValueTask<long> ProjectedAsync(CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Feed.ProjectedAsync(cancellationToken));

    public ValueTask<FeedPage> ReadAsync(long position, int limit, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Feed.ReadAsync(position, limit, cancellationToken));

    public async ValueTask WaitBeyondAsync(long position, CancellationToken cancellationToken)
    {
        while (await faults.CallAsync(() => ValueTask.FromResult(store.Feed.End)) <= position)
        {
            await Task.Delay(Poll, clock, cancellationToken);
        }
    }

    public ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Lists.ListAsync(filter, cursor, limit, cancellationToken));

    public ValueTask<IReadOnlyDictionary<string, long>> CountByAgentAsync(CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Running.CountByAgentAsync(cancellationToken));

    public ValueTask<IReadOnlyList<Execution>> OverdueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Running.OverdueAsync(now, limit, cancellationToken));

    public ValueTask<IReadOnlyList<StoredDeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.DeadLetters.ListAsync(limit, cancellationToken));

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.DeadLetters.CountAsync(cancellationToken));

    public ValueTask<bool> RequeueAsync(string id, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.DeadLetters.RequeueAsync(id, cancellationToken));

    public ValueTask<FeedPage> SetApartAsync(FeedPage page, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.DeadLetters.SetApartAsync(page, cancellationToken));

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAsync(
        IReadOnlyCollection<RollupKey> keys, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Rollups.ReadAsync(keys, cancellationToken));

    public ValueTask<IReadOnlyList<RollupDocument>> ReadRangeAsync(
        RollupScope scope, Grain grain, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Rollups.ReadRangeAsync(scope, grain, from, to, cancellationToken));

    public ValueTask<IReadOnlyList<RollupDocument>> ReadAllAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Rollups.ReadAllAsync(from, to, cancellationToken));

    public ValueTask<IReadOnlyCollection<RollupKey>> SaveAsync(PageWrite page, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.Rollups.SaveAsync(page, cancellationToken));
}
