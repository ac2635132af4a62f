using System.Runtime.CompilerServices;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;

namespace AgentMonitor.TestKit;

// Users who are forgotten.
public sealed partial class InMemoryStore : IUserErasure
{
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
}
