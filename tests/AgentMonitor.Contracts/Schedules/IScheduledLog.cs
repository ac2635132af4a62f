using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>The log of one schedule: what is appended, how it is read again, and what the totals must come to.</summary>
internal interface IScheduledLog
{
    int Shards { get; }

    IExecutionHistory History { get; }

    IDeadLetters Letters { get; }

    /// <summary>The last change of each shard, as far as the log tells without being read.</summary>
    FeedMark DurableEnd { get; }

    /// <summary>Where a reader that has read everything stands.</summary>
    long End { get; }

    /// <summary>Where a reader stands that has read every change that the mark covers.</summary>
    long After(FeedMark mark);

    /// <summary>One transaction: those that are new to the log, under one number where it has shards.</summary>
    Task AppendAsync(IReadOnlyList<Execution> executions);

    /// <summary>At least this many changes of these shards from a position, and the position after them.</summary>
    Task<(FeedPage Page, long Next)> ReadAsync(IReadOnlySet<int> shards, long position, int atLeast);

    /// <summary>Requeues one of the dead letters, twice, since nobody knows whether the first call arrived.</summary>
    Task RequeueAsync(int which);

    /// <summary>From now on everybody can fold what was poison so far, where the log lets it be seen so.</summary>
    void Upgrade();

    /// <summary>
    /// What counts: every execution that is finished, once, as this log kept it; of what
    /// became a dead letter only what requeueing made of it.
    /// </summary>
    Task<IReadOnlyList<Execution>> CountedAsync();
}
