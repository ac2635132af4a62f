using AgentMonitor.Costs;
using AgentMonitor.Projection;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>
/// A stretch of shards that is read together. Two processes believe that it is theirs; each reads on from where it
/// stands itself, and each leaves the checkpoint that the next one to start begins at, the slower one too.
/// </summary>
internal sealed class Lease
{
    public Lease(IReadOnlySet<int> shards, long checkpoint, Func<Repricings> learn, Func<Repricings, Projector> start)
    {
        (Shards, Checkpoint) = (shards, checkpoint);
        Owners = [new LeaseOwner(learn, start) { Position = checkpoint }, new LeaseOwner(learn, start) { Position = checkpoint }];
    }

    public IReadOnlySet<int> Shards { get; }

    public long Checkpoint { get; set; }

    public IReadOnlyList<LeaseOwner> Owners { get; }
}

internal sealed class LeaseOwner
{
    private readonly Func<Repricings> _learn;

    private readonly Func<Repricings, Projector> _start;

    public LeaseOwner(Func<Repricings> learn, Func<Repricings, Projector> start)
    {
        (_learn, _start, Repricings) = (learn, start, learn());
        Projector = start(Repricings);
    }

    public Projector Projector { get; private set; }

    /// <summary>Those that it has heard of.</summary>
    public Repricings Repricings { get; private set; }

    public long Position { get; set; }

    public bool IsProjecting { get; set; }

    /// <summary>A new process, which knows nothing but the checkpoint.</summary>
    public void Restart(long checkpoint)
    {
        Repricings = _learn();
        Projector = _start(Repricings);
        Position = checkpoint;
    }
}
