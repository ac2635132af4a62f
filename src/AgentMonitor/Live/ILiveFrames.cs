namespace AgentMonitor.Live;

/// <summary>The live channel, seen by whoever carries it to browsers.</summary>
public interface ILiveFrames
{
    int Subscribers { get; }

    /// <summary>Frames from now on. Dispose it when the browser is gone.</summary>
    LiveSubscription Subscribe();
}
