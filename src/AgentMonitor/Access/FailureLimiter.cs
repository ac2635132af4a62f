using System.Net;

namespace AgentMonitor.Access;

/// <summary>
/// Counts wrong credentials by source address: after more than <see cref="Allowed"/> in a minute that source waits
/// until the minute is over, but for the credentials that were lately accepted from it. Only the address of the
/// connection counts, never a header.
/// </summary>
public sealed class FailureLimiter(TimeProvider clock)
{
    public const int Allowed = 10;

    private const int MaximumSources = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    private readonly Dictionary<UInt128, Failures> _sources = [];

    private readonly FamiliarCallers _familiar = new(clock);

    /// <summary>How many sources are remembered; bounded.</summary>
    public int Sources
    {
        get
        {
            lock (_gate)
            {
                return _sources.Count;
            }
        }
    }

    /// <summary>How long this source has to wait before this credential is looked at, or null when it may try.</summary>
    public TimeSpan? WaitOf(IPAddress? source, TokenHash presented) =>
        WaitOf(source) is { } wait && !_familiar.Knows(source, presented) ? wait : null;

    public void Accepted(IPAddress? source, TokenHash presented) => _familiar.Accepted(source, presented);

    public void Refused(IPAddress? source, TokenHash presented)
    {
        _familiar.Refused(source, presented);
        Record(source);
    }

    /// <summary>How long a stranger from this source has to wait, or null when it may try.</summary>
    public TimeSpan? WaitOf(IPAddress? source)
    {
        var now = clock.GetTimestamp();
        lock (_gate)
        {
            if (_sources.Count == 0 || !_sources.TryGetValue(SourceKey.Of(source), out var failures))
            {
                return null;
            }

            var wait = Window - clock.GetElapsedTime(failures.Since, now);
            return failures.Count > Allowed && wait > TimeSpan.Zero ? wait : null;
        }
    }

    public void Record(IPAddress? source)
    {
        var now = clock.GetTimestamp();
        var key = SourceKey.Of(source);
        lock (_gate)
        {
            var known = _sources.TryGetValue(key, out var failures) && !IsOver(failures, now);
            if (!known)
            {
                MakeRoom(now);
                failures = new Failures(now, 0);
            }

            _sources[key] = failures with { Count = failures.Count + 1 };
        }
    }

    private bool IsOver(Failures failures, long now) => clock.GetElapsedTime(failures.Since, now) >= Window;

    // Whoever has many addresses could fill any table; the least dangerous entries, those with the fewest failures,
    // make room, so that a source that is being held back stays so.
    private void MakeRoom(long now)
    {
        if (_sources.Count < MaximumSources)
        {
            return;
        }

        foreach (var (key, failures) in _sources)
        {
            if (IsOver(failures, now))
            {
                _sources.Remove(key);
            }
        }

        if (_sources.Count >= MaximumSources)
        {
            foreach (var (key, _) in _sources.OrderBy(entry => entry.Value.Count).Take(MaximumSources / 10).ToList())
            {
                _sources.Remove(key);
            }
        }
    }

    private readonly record struct Failures(long Since, int Count);
}
