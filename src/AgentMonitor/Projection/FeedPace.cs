using AgentMonitor.Live;

namespace AgentMonitor.Projection;

/// <summary>
/// How far apart pages begin while executions keep coming. A page writes every hot document anew, however few its
/// executions are, so the longer they gather, the less each of them costs; a browser that watches waits for it. What
/// comes after a pause is projected at once.
/// </summary>
internal sealed class FeedPace(TimeProvider clock, ILiveFrames? frames)
{
    public static readonly TimeSpan Watched = TimeSpan.FromMilliseconds(20);

    public static readonly TimeSpan Unwatched = TimeSpan.FromMilliseconds(50);

    private long _pageBeganAt;

    /// <summary>Until the next page may begin; not above zero when that is now.</summary>
    public TimeSpan Early => (frames is { Subscribers: > 0 } ? Watched : Unwatched) - clock.GetElapsedTime(_pageBeganAt);

    public void Begin() => _pageBeganAt = clock.GetTimestamp();
}
