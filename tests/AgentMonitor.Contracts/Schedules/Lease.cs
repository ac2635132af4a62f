using AgentMonitor.Projection;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>
/// A stretch of shards that is read together. Two processes believe that it is theirs; each reads on from where it
/// stands itself, and each leaves the checkpoint that the next one to start begins at, the slower one too.
/// </summary>
internal sealed class Lease
{
    public Lease(IReadOnlySet<int> shards, long checkpoint, Func<Projector> start)
    {
        (Shards, Checkpoint) = (shards, checkpoint);
        Owners = [new LeaseOwner(start) { Position = checkpoint }, new LeaseOwner(start) { Position = checkpoint }];
    }

    public IReadOnlySet<int> Shards { get; }

    public long Checkpoint { get; set; }

    public IReadOnlyList<LeaseOwner> Owners { get; }
}

internal sealed class LeaseOwner(Func<Projector> start)
{
    public Projector Projector { get; private set; } = start();

    public long Position { get; set; }

    public bool IsProjecting { get; set; }

    /// <summary>A new process, which knows nothing but the checkpoint.</summary>
    public void Restart(long checkpoint)
    {
        Projector = start();
        Position = checkpoint;
    }
}
