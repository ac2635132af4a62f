namespace AgentMonitor.Projection;

/// <summary>How far the rollups are behind what was acknowledged, for answers that say how fresh they are.</summary>
public interface IFeedProgress
{
    /// <summary>Rollups hold everything that was durable at this instant.</summary>
    DateTimeOffset AsOf { get; }

    /// <summary>0 when everything durable is projected.</summary>
    TimeSpan Lag { get; }
}
