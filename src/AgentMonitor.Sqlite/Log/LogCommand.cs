using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>Rare work for the log's writer: putting a change back into the feed, deleting what is too old.</summary>
internal sealed class LogCommand(int bytes, Action<LogGroup> apply, Action? whileClosed = null) : LogWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override int Records => 1;

    public override int Bytes => bytes;

    public override Action? WhileClosed => whileClosed;

    public Task Done => _done.Task;

    public override void Apply(LogGroup group) => apply(group);

    public override void Complete() => _done.SetResult();

    public override void Fail(StoreUnavailableException fault) => _done.SetException(fault);
}
