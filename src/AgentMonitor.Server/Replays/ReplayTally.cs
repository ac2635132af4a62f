using AgentMonitor.Server.Delivery;

namespace AgentMonitor.Server.Replays;

/// <summary>What a replay has come to so far.</summary>
internal sealed class ReplayTally
{
    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Rejected { get; private set; }

    public string? FirstReason { get; private set; }

    public TimeSpan Elapsed { get; set; }

    /// <summary>How far the last execution posted was behind its time.</summary>
    public TimeSpan Lag { get; set; }

    public double PerSecond => Elapsed > TimeSpan.Zero ? (Accepted + Duplicates + Rejected) / Elapsed.TotalSeconds : 0;

    public void Add(Delivered delivered)
    {
        if (delivered is not Delivered.Taken taken)
        {
            throw new DeliveryException("The server is busy and stays so; start the replay again later, or slower.");
        }

        Accepted += taken.Accepted;
        Duplicates += taken.Duplicates;
        Rejected += taken.Rejections.Count;
        FirstReason ??= taken.Rejections.Count > 0 ? taken.Rejections[0].Reason : null;
    }
}
