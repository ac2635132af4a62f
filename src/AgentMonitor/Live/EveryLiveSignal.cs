namespace AgentMonitor.Live;

/// <summary>Tells several.</summary>
public sealed class EveryLiveSignal(IReadOnlyList<ILiveSignals> all) : ILiveSignals
{
    public void Publish(LiveSignal signal)
    {
        foreach (var one in all)
        {
            one.Publish(signal);
        }
    }
}
