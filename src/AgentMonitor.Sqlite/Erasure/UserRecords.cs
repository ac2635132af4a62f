using System.Runtime.CompilerServices;
using System.Text;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Log;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite.Erasure;

/// <summary>
/// Finds a user's executions in the log, a chunk at a time: first those that name the user; then those that name
/// nobody, in a session that no other user is in or below one of the first, again and again until there are no more.
/// </summary>
internal sealed class UserRecords(Pool<LogReader> log, Pool<IdIndexReader> index, ErasedIds erased, ForgottenUser user)
{
    private readonly byte[] _userId = Encoding.UTF8.GetBytes(user.UserId);
    private readonly long _through = user.Through.Shards.GetValueOrDefault(SqliteExecutionFeed.Shard);
    private readonly HashSet<string> _sessions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);
    private bool _any;

    public async IAsyncEnumerable<UserBatch> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in PassAsync(Naming, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }

        if (!_any)
        {
            yield break;
        }

        await foreach (var batch in PassAsync(InSharedSession, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }

        _sessions.ExceptWith(_shared);
        for (var more = true; more;)
        {
            more = false;
            await foreach (var batch in PassAsync(NamingNobody, cancellationToken).ConfigureAwait(false))
            {
                more = true;
                yield return batch;
            }
        }
    }

    private async IAsyncEnumerable<UserBatch> PassAsync(
        Func<Chunk, List<Execution>> find, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = 0L;
        while (log.Use(position, (reader, at) => reader.Following(at) is { } chunk ? (chunk.Last, find(chunk)) : default) is var (last, found)
            && last > 0 && position < _through)
        {
            cancellationToken.ThrowIfCancellationRequested();
            position = last;
            if (found.Count > 0)
            {
                yield return new UserBatch(
                    [.. found.Select(execution => execution.Id).Distinct()],
                    [.. found.Select(execution => execution.SessionId).OfType<string>().Where(_sessions.Contains).Distinct()]);
            }

            await Task.Yield();
        }
    }

    // Most chunks know nothing of one user, and looking for the bytes is much faster than reading records.
    private List<Execution> Naming(Chunk chunk)
    {
        if (chunk.Body.Span.IndexOf(_userId) < 0)
        {
            return [];
        }

        var found = Read(chunk, execution => execution.UserId == user.UserId);
        _any |= found.Count > 0;
        _sessions.UnionWith(found.Select(execution => execution.SessionId).OfType<string>());
        return found.FindAll(execution => IsNew(execution) && Stands(execution));
    }

    private List<Execution> InSharedSession(Chunk chunk)
    {
        if (_sessions.Count > 0)
        {
            _shared.UnionWith(Read(chunk, execution =>
                execution.UserId is { } other && other != user.UserId && execution.SessionId is { } session && _sessions.Contains(session))
                .Select(execution => execution.SessionId!));
        }

        return [];
    }

    private List<Execution> NamingNobody(Chunk chunk) => Read(chunk, execution =>
        execution is { UserId: null, IsErased: false } && IsTheirs(execution) && IsNew(execution) && Stands(execution));

    private bool IsTheirs(Execution execution) =>
        (execution.SessionId is { } session && _sessions.Contains(session))
        || (execution.ParentExecutionId is { } parent && erased.Find(new ExecutionId(parent)) is not null);

    // An execution is whose its standing record says; what began or ended it besides may name somebody else.
    private bool Stands(Execution execution)
    {
        if (execution.IsLate || execution.Status.IsFinal())
        {
            return !execution.IsLate;
        }

        var known = index.Use(IdHash.Of(execution.Id), static (reader, hash) => reader.TryFind(hash, out var known) ? known : default);
        return log.Use(known.Sequence, static (reader, sequence) => sequence == 0 ? null : reader.Find(sequence, withContent: false)) is not { } standing
            || standing.UserId is null || standing.UserId == user.UserId;
    }

    private bool IsNew(Execution execution) => !erased.Contains(erased.HashOf(execution.Id));

    private List<Execution> Read(Chunk chunk, Func<Execution, bool> wanted)
    {
        var found = new List<Execution>();
        var frames = new RecordFrames(chunk.Body.Span, chunk.Count);
        for (var sequence = chunk.First; sequence <= _through && frames.MoveNext(); sequence++)
        {
            if (ErasedChunk.TryRead(frames) is { } execution && wanted(execution))
            {
                found.Add(execution);
            }
        }

        return found;
    }
}
