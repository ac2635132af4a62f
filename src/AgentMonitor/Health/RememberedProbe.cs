namespace AgentMonitor.Health;

/// <summary>
/// Asks a probe that is slow or costs somebody something once in a while only. Whoever comes meanwhile gets the last
/// finding, with the time and the length of that look; whoever comes before the first has ended waits for it as long as
/// he has time.
/// </summary>
public sealed class RememberedProbe(IHealthProbe probe, TimeSpan keptFor, TimeProvider clock) : IHealthProbe
{
    // A look that hangs must not be the last.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();

    private Finding? _last;

    private long _lookedAt;

    private Task<Finding>? _look;

    public string Name => probe.Name;

    public bool IsThere => probe.IsThere;

    public async ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken)
    {
        Task<Finding> look;
        lock (_gate)
        {
            if (_last is not null && clock.GetElapsedTime(_lookedAt) < keptFor)
            {
                return _last;
            }

            look = _look ??= Task.Run(LookAsync, CancellationToken.None);
            if (_last is not null)
            {
                return _last;
            }
        }

        try
        {
            return await look.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Finding.Ok with { Sentence = "Is being looked at for the first time." };
        }
    }

    private async Task<Finding> LookAsync()
    {
        var (start, at) = (clock.GetTimestamp(), clock.GetUtcNow());
        using var enough = new CancellationTokenSource(Patience, clock);
        var finding = await FindAsync(enough.Token);
        finding = finding with { CheckedAt = at, Took = clock.GetElapsedTime(start) };
        lock (_gate)
        {
            (_last, _lookedAt, _look) = (finding, clock.GetTimestamp(), null);
        }

        return finding;
    }

    private async Task<Finding> FindAsync(CancellationToken enough)
    {
        try
        {
            return await probe.ProbeAsync(enough).AsTask().WaitAsync(enough);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            return Finding.Ok with { State = HealthState.Degraded, Sentence = $"Did not answer within {Patience.TotalSeconds:0} s." };
        }
#pragma warning disable CA1031 // Whatever a probe throws is what it found; only its kind is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Finding.Ok with { State = HealthState.Degraded, Sentence = $"Failed: {exception.GetType().Name}." };
        }
    }
}
