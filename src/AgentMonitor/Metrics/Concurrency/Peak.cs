namespace AgentMonitor.Metrics.Concurrency;

/// <summary>The greatest of the minutes, and the first minute that reached it.</summary>
public readonly record struct Peak(long Value, DateTimeOffset At)
{
    /// <summary>The greater one; of equals the earlier one.</summary>
    internal static Peak? Greater(Peak? left, Peak right) =>
        left is not { } known || right.Value > known.Value || (right.Value == known.Value && right.At < known.At) ? right : left;
}
