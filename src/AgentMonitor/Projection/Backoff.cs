namespace AgentMonitor.Projection;

/// <summary>
/// Waits that double from <paramref name="shortest"/> to <paramref name="longest"/>, each shortened by up to half at
/// random, so that many that failed together do not come back together.
/// </summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest)
{
    private TimeSpan? _last;

    public void Reset() => _last = null;

    public TimeSpan Next()
    {
        var wait = _last is not { } last ? shortest : last + last < longest ? last + last : longest;
        _last = wait;
#pragma warning disable CA5394 // Jitter needs no secrecy.
        return wait * (1 - (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
    }
}
