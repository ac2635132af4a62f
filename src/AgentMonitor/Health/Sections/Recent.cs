namespace AgentMonitor.Health.Sections;

/// <summary>The answer of a moment ago, where asking again costs more than it tells. A failure is not remembered.</summary>
public sealed class Recent<T>(TimeSpan keptFor, TimeProvider clock)
    where T : class
{
    private volatile Answer? _last;

    public async Task<T> GetAsync(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        if (_last is { } last && clock.GetElapsedTime(last.At) < keptFor)
        {
            return last.Value;
        }

        // The time before asking: what changes meanwhile may be missing from the answer.
        var at = clock.GetTimestamp();
        var value = await ask(cancellationToken).ConfigureAwait(false);
        _last = new Answer(value, at);
        return value;
    }

    private sealed record Answer(T Value, long At);
}
