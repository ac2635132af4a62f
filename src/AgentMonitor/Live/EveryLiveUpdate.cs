namespace AgentMonitor.Live;

/// <summary>Tells several.</summary>
public sealed class EveryLiveUpdate(IReadOnlyList<ILiveUpdates> all) : ILiveUpdates
{
    public void Publish(LiveUpdate update)
    {
        foreach (var one in all)
        {
            one.Publish(update);
        }
    }
}
