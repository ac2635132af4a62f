using AgentMonitor.Executions;

namespace AgentMonitor.Sqlite.Log;

/// <summary>Something for the log's one writer to do, sharing a transaction with whatever waits beside it.</summary>
internal abstract class LogWork
{
    /// <summary>How much of the queue it takes up.</summary>
    public abstract int Records { get; }

    public abstract int Bytes { get; }

    public abstract void Apply(LogGroup group);

    /// <summary>Called after the commit, with the writer's connection closed; most have nothing to do there.</summary>
    public virtual Action? WhileClosed => null;

    /// <summary>Exactly one of these two is called, once: after the commit, or after the rollback.</summary>
    public abstract void Complete();

    public abstract void Fail(StoreUnavailableException fault);
}
