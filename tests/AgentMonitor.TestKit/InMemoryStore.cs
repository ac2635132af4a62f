using AgentMonitor.Costs;
using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Sessions;
using AgentMonitor.State;
using AgentMonitor.Users;

namespace AgentMonitor.TestKit;

/// <summary>
/// A store that forgets everything at the end: the same rules as the real ones, with an index of ids only, so that
/// every list is found by looking at all there is.
/// </summary>
public sealed partial class InMemoryStore : IStore, IExecutionLog
{
    private readonly Lock _gate = new();
    private readonly List<Execution> _records = [];
    private readonly Dictionary<ExecutionId, List<FeedItem>> _byId = [];
    private readonly List<StoredDeadLetter> _letters = [];
    private readonly PriceBook _prices;
    private readonly TimeProvider _clock;
    private TaskCompletionSource _appended = NewSignal();
    private long _projected;

    public InMemoryStore(PriceBook? prices = null, TimeProvider? clock = null)
    {
        _prices = prices ?? PriceTable.Empty;
        _clock = clock ?? TimeProvider.System;
        var rollups = new InMemoryRollups(Saved);
        (Rollups, UserDocuments) = (rollups, rollups);
        var sightings = new InMemorySightings(Projected);
        Users = sightings;
        Sessions = sightings;
        Escalations = new InMemoryEscalations(Projected);
    }

    public IExecutionLog Log => this;

    public IExecutionFeed Feed => this;

    public IExecutionHistory History => this;

    public IExecutionLists Lists => this;

    public IRunningExecutions Running => this;

    public IDeadLetters DeadLetters => this;

    public IRollupStore Rollups { get; }

    public IUserDays UserDays => new UncachedUserDays(Rollups);

    public IStateStore State { get; } = new InMemoryState();

    public IUsers Users { get; }

    public ISessions Sessions { get; }

    public ErasedIds Erased { get; } = new();

    public IUserErasure Erasure => this;

    public IUserDocuments UserDocuments { get; }

    public IEscalations Escalations { get; }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Execution> executions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(executions.Select(Append).ToList());
        }
    }

    public ValueTask<LoggedExecution?> FindAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Erased.Find(id) is { } now && Standing(now, _records.Count).Sequence > 0)
            {
                id = now;
            }

            var (sequence, late) = Standing(id, _records.Count);
            return new(sequence == 0 ? null : new LoggedExecution(WithoutErased(At(sequence)!), sequence, At(late)));
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppendResult Append(Execution sent)
    {
        var incoming = WithoutErased(sent);
        var (sequence, late) = Standing(incoming.Id, _records.Count);
        if (sequence == 0 && incoming.IsErased)
        {
            (sequence, late) = Standing(sent.Id, _records.Count);
        }

        var existing = At(sequence) is { } known ? WithoutErased(known) : null;
        var transition = ExecutionTransitions.Decide(existing, At(late), incoming, _prices.Current);
        if (transition.Append is { } append)
        {
            return new AppendResult(transition.Outcome, Add(append));
        }

        return new AppendResult(transition.Outcome, transition.Outcome == AppendOutcome.Late ? late : sequence);
    }

    private long Add(Execution execution)
    {
        _records.Add(execution);
        Know(new FeedItem(0, _records.Count, execution));
        var appended = _appended;
        _appended = NewSignal();
        appended.SetResult();
        return _records.Count;
    }

    private void Know(FeedItem item)
    {
        if (!_byId.TryGetValue(item.Execution.Id, out var changes))
        {
            _byId.Add(item.Execution.Id, changes = []);
        }

        changes.Add(item);
    }

    private Execution? At(long sequence) => sequence == 0 ? null : _records[(int)sequence - 1];

    // The newest record of an id up to a position, and the newest of its late completions; 0: none.
    private (long Sequence, long Late) Standing(ExecutionId id, long position)
    {
        var (sequence, late) = (0L, 0L);
        foreach (var item in _byId.GetValueOrDefault(id, []).Where(item => item.Lsn <= position))
        {
            (sequence, late) = item.Execution.Flags.HasFlag(ExecutionFlags.Late) ? (sequence, item.Lsn) : (item.Lsn, late);
        }

        return (sequence, late);
    }

    private void Saved(PageWrite page)
    {
        lock (_gate)
        {
            _letters.AddRange(page.DeadLetters.Where(letter => !IsDead(letter.Lsn))
                .Select(letter => new StoredDeadLetter($"{letter.Lsn}", letter, _clock.GetUtcNow(), Requeued: false)));
            _projected = page.Position ?? _projected;
        }
    }
}
