using AgentMonitor.Erasure;
using AgentMonitor.Escalations;
using AgentMonitor.Executions;
using AgentMonitor.Metrics.Users;
using AgentMonitor.Projection;
using AgentMonitor.Sessions;
using AgentMonitor.State;
using AgentMonitor.Users;

namespace AgentMonitor.TestKit;

/// <summary>Every port of one store.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>
    /// False where the feed holds each execution's newest version only, and those of one call in any order.
    /// </summary>
    bool FeedsEveryChange => true;

    IExecutionLog Log { get; }

    IExecutionFeed Feed { get; }

    IExecutionHistory History { get; }

    IExecutionLists Lists { get; }

    IRunningExecutions Running { get; }

    IDeadLetters DeadLetters { get; }

    IRollupStore Rollups { get; }

    IUserDays UserDays { get; }

    IStateStore State { get; }

    IUsers Users { get; }

    ISessions Sessions { get; }

    /// <summary>Which executions were erased; the projector of this store asks it too.</summary>
    ErasedIds Erased { get; }

    /// <summary>True where an erased execution goes on under the id that it had.</summary>
    bool KeepsErasedIds => false;

    IUserErasure Erasure { get; }

    IUserDocuments UserDocuments { get; }

    IEscalations Escalations { get; }
}
