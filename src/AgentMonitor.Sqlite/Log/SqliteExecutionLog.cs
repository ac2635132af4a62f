using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Sqlite.Native;
using AgentMonitor.Sqlite.Views;

namespace AgentMonitor.Sqlite.Log;

internal sealed class SqliteExecutionLog(
    LogQueue queue, IdTail tail, IntakeRoom room, Pool<LogReader> log, Pool<IdIndexReader> index, ErasedIds erased)
    : IExecutionLog
{
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => room.WaitAsync(cancellationToken);

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Execution> executions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (executions.Count == 0)
        {
            return new([]);
        }

        room.Check();
        var request = new AppendRequest(executions);
        queue.Add(request);
        return request.Answer;
    }

    public ValueTask<LoggedExecution?> FindAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(erased.Find(id) is { } now ? FindErased(id, now) : Find(IdHash.Of(id)));
    }

    // Under its old id only as long as the index is not made anew, and never with what it was.
    private LoggedExecution? FindErased(ExecutionId before, ExecutionId now) =>
        (Find(IdHash.Of(now)) ?? Find(IdHash.Of(before))) is { } found
            ? found with { Execution = ErasedCopy.Of(found.Execution, now), LateCompletion = null }
            : null;

    private LoggedExecution? Find(IdHash hash)
    {
        var found = tail.TryFind(hash, out var known)
            ? known
            : index.Use(hash, static (reader, hash) => reader.TryFind(hash, out var known) ? known : default);
        return found.Sequence == 0 ? null : log.Use(found, Read);
    }

    private static LoggedExecution? Read(LogReader reader, KnownId known) =>
        reader.Find(known.Sequence, withContent: true) is { } execution
            ? new LoggedExecution(
                execution,
                known.Sequence,
                known.LateSequence == 0 ? null : reader.Find(known.LateSequence, withContent: true))
            : null;
}
