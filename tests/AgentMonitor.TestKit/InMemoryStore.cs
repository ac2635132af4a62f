using System.Runtime.CompilerServices;
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
public sealed class InMemoryStore
    : IStore, IExecutionLog, IExecutionFeed, IExecutionHistory, IExecutionLists, IRunningExecutions, IDeadLetters, IUserErasure
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

    public long End
    {
        get
        {
            lock (_gate)
            {
                return _records.Count;
            }
        }
    }

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

    public ValueTask<long> ProjectedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_projected);
        }
    }

    public ValueTask<FeedPage> ReadAsync(long position, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var items = Items(position).Take(limit).ToList();
            return new(new FeedPage(items, [], position + items.Count));
        }
    }

    public async ValueTask WaitBeyondAsync(long position, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task appended;
            lock (_gate)
            {
                if (_records.Count > position)
                {
                    return;
                }

                appended = _appended.Task;
            }

            await appended.WaitAsync(cancellationToken);
        }
    }

    public async IAsyncEnumerable<FeedItem> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, FeedMark end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<FeedItem> items;
        lock (_gate)
        {
            items = [.. Items(0).Where(item => item.Lsn <= end.Shards.GetValueOrDefault(0, long.MaxValue) && !IsDead(item.Lsn)
                && item.Execution.EndedAt >= from && item.Execution.EndedAt < to)];
        }

        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
            await Task.Yield();
        }
    }

    public ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var before = cursor is null ? _projected + 1
                : long.TryParse(cursor, out var number) && number > 0 ? number
                : throw new InvalidCursorException();
            var found = Items(0).Where(item => item.Lsn < before && filter.Matches(item.Execution) && IsCurrent(item))
                .OrderByDescending(item => item.Lsn).Take(limit + 1).ToList();
            var page = found.Take(limit).ToList();
            return new(new ExecutionPage(
                page.ConvertAll(item => item.Execution),
                found.Count > limit ? $"{page[^1].Lsn}" : null));
        }
    }

    public ValueTask<IReadOnlyDictionary<string, long>> CountByAgentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(RunningNow().GroupBy(running => running.AgentName, StringComparer.Ordinal)
                .ToDictionary(agent => agent.Key, agent => agent.LongCount(), StringComparer.Ordinal));
        }
    }

    public ValueTask<IReadOnlyList<Execution>> OverdueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(RunningNow().Where(running => running.DeadlineAt < now)
                .OrderBy(running => running.DeadlineAt).Take(limit).ToList());
        }
    }

    public ValueTask<IReadOnlyList<StoredDeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_letters.OrderByDescending(letter => letter.Letter.Lsn).Take(limit).ToList());
        }
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_letters.LongCount(letter => !letter.Requeued));
        }
    }

    public ValueTask<bool> RequeueAsync(string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var index = _letters.FindIndex(letter => letter.Id == id);
            if (index >= 0 && !_letters[index].Requeued)
            {
                Add(WithoutErased(At(_letters[index].Letter.Lsn)!));
                _letters[index] = _letters[index] with { Requeued = true };
            }

            return new(index >= 0);
        }
    }

    public ValueTask<FeedPage> SetApartAsync(FeedPage page, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(page.SetApart(item => IsDead(item.Lsn)));
        }
    }

    public async IAsyncEnumerable<UserBatch> FindAsync(
        ForgottenUser user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var more = true; more;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            UserBatch batch;
            lock (_gate)
            {
                batch = Find(user.UserId, user.Through.Shards.GetValueOrDefault(0, _records.Count));
            }

            more = batch.Executions.Count > 0;
            yield return batch;
            await Task.Yield();
        }
    }

    public ValueTask EraseAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            for (var i = 0; i < _records.Count; i++)
            {
                var record = WithoutErased(_records[i]);
                _records[i] = record.UserId == user.UserId && i < user.Through.Shards.GetValueOrDefault(0, _records.Count)
                    ? ErasedCopy.Of(record, record.Id)
                    : record;
            }

            _byId.Clear();
            foreach (var item in Items(0))
            {
                Know(item);
            }

            for (var i = 0; i < _letters.Count; i++)
            {
                if (_letters[i].Letter is { ExecutionId: { } id } letter && Erased.Find(new ExecutionId(id)) is { } now)
                {
                    _letters[i] = _letters[i] with { Letter = letter with { ExecutionId = now.Value } };
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ScrubAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private UserBatch Find(string user, long through)
    {
        // Whose an execution is, its standing record says.
        string? UserOf(Execution record) => At(Standing(record.Id, _records.Count).Sequence)?.UserId;
        var theirs = _records.Take((int)through).Where(record => record.UserId == user && UserOf(record) == user).ToList();
        var sessions = theirs.Select(record => record.SessionId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        sessions.ExceptWith(_records.Where(record => record.UserId is { } other && other != user).Select(record => record.SessionId).OfType<string>());
        var ids = theirs.Select(record => record.Id).ToHashSet();
        while (_records.Take((int)through).FirstOrDefault(record =>
            record.UserId is null && !record.IsErased && !ids.Contains(record.Id) && UserOf(record) is null
            && ((record.SessionId is { } session && sessions.Contains(session))
                || (record.ParentExecutionId is { } parent && ids.Contains(new ExecutionId(parent))))) is { } nobodys)
        {
            ids.Add(nobodys.Id);
        }

        ids.RemoveWhere(id => Erased.Find(id) is not null);
        return new UserBatch([.. ids], [.. theirs.Select(record => record.SessionId).OfType<string>().Distinct()]);
    }

    private Execution WithoutErased(Execution execution) =>
        Erased.Find(execution.Id) is { } id ? ErasedCopy.Of(execution, id) : execution;

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

    private IEnumerable<FeedItem> Items(long position) =>
        _records.Skip((int)position).Select((execution, i) => new FeedItem(0, position + i + 1, execution));

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

    private bool IsCurrent(FeedItem item) => item.Lsn == Standing(item.Execution.Id, _projected).Sequence;

    private IEnumerable<Execution> RunningNow() =>
        Items(0).Where(item => item.Lsn <= _projected && !item.Execution.Status.IsFinal() && IsCurrent(item))
            .Select(item => item.Execution);

    private List<FeedItem> Projected()
    {
        lock (_gate)
        {
            return [.. Items(0).Where(item => item.Lsn <= _projected && !IsDead(item.Lsn))];
        }
    }

    private bool IsDead(long sequence) => _letters.Exists(letter => letter.Letter.Lsn == sequence);

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
