namespace AgentMonitor.Health.Sections;

/// <summary>
/// Remembers the last good answer of each section, so that one whose source is away still has something true to show,
/// marked with its time. Nothing is ever made up: a section that never succeeded is unavailable.
/// </summary>
public sealed class LastGood(TimeProvider clock)
{
    /// <summary>How long a page waits for one of its parts.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // A key holds what was asked for, so there may be any number of them; those asked for longest ago make room.
    private const int MostKept = 128;

    private readonly Lock _gate = new();

    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);

    /// <summary>Told of a section's first failure after a success, and not of those that follow.</summary>
    public event Action<string, Exception>? Faulted;

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>
    /// Asks on another thread, so that sections are computed side by side, and waits for <see cref="Patience"/> at most.
    /// </summary>
    /// <param name="section">Its name, which faults are told under.</param>
    /// <param name="asked">With what parameters: an answer to other ones is no substitute.</param>
    public async Task<Section<T>> AskAsync<T>(
        string section, string asked, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        using var enough = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        var key = section + "?" + asked;
        try
        {
            var stop = both.Token;
            return Keep(section, key, await Task.Run(() => ask(stop), stop).WaitAsync(stop));
        }
#pragma warning disable CA1031 // Whatever one section throws, the others are shown.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Tell(section, exception);
            return Find<T>(key);
        }
    }

    private Section<T> Keep<T>(string section, string key, T value)
        where T : class
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            _failing.Remove(section);
            _kept[key] = new Kept(value, now);
            if (_kept.Count > MostKept)
            {
                _kept.Remove(_kept.MinBy(kept => kept.Value.At).Key);
            }
        }

        return new Section<T>(value, SectionState.Live, now);
    }

    private Section<T> Find<T>(string key)
        where T : class
    {
        lock (_gate)
        {
            return _kept.TryGetValue(key, out var kept)
                ? new Section<T>((T)kept.Value, SectionState.Stale, kept.At)
                : new Section<T>(null, SectionState.Unavailable, null);
        }
    }

    private void Tell(string section, Exception exception)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = _failing.Add(section);
        }

        if (isFirst)
        {
            Faulted?.Invoke(section, exception);
        }
    }

    private readonly record struct Kept(object Value, DateTimeOffset At);
}
