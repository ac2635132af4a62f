namespace AgentMonitor.Live;

/// <summary>
/// Whether anybody watches, where browsers are connected to a service and not to us: whoever asks where to connect is
/// taken to watch for as long as a connection lasts. Shared by all instances.
/// </summary>
public interface ILiveAudience
{
    /// <summary>Somebody is about to watch.</summary>
    ValueTask JoinAsync(CancellationToken cancellationToken);

    ValueTask<bool> IsThereAsync(CancellationToken cancellationToken);
}
