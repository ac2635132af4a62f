namespace AgentMonitor.Projection;

/// <summary>Where the log ends and how far it is projected, for a recount that must compare like with like.</summary>
public interface IProjectedPosition
{
    long DurableEnd { get; }

    ValueTask WaitUntilProjectedAsync(long position, CancellationToken cancellationToken);
}
