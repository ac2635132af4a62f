using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// Counts how often this process saved something of a day before yesterday, so that whoever has added those days up
/// knows whether the sum still holds.
/// </summary>
public sealed class SavedDays(TimeProvider clock)
{
    private long _turn;

    /// <summary>The same as before: nothing was saved of those days in between.</summary>
    public long Turn => Interlocked.Read(ref _turn);

    internal void Saved(IEnumerable<RollupKey> keys)
    {
        var yesterday = TimeBucket.Floor(Grain.Day, clock.GetUtcNow()).AddDays(-1);
        if (keys.Any(key => key.Bucket.Grain == Grain.Day && key.Bucket.Start < yesterday))
        {
            Interlocked.Increment(ref _turn);
        }
    }
}
