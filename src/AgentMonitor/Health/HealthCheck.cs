namespace AgentMonitor.Health;

/// <summary>Asks all probes at once and gives each the same short time.</summary>
public sealed class HealthCheck(IEnumerable<IHealthProbe> probes, TimeProvider clock)
{
    /// <summary>For a page that wants its answer within a tenth of a second.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(75);

    /// <summary>For whoever takes a server out of service on the answer: a busy moment is no reason to.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(1);

    private readonly IHealthProbe[] _probes = [.. probes.Where(probe => probe.IsThere)];

    public async Task<HealthReport> RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(_probes.Select(probe => AskAsync(probe, patience, cancellationToken)));
        var worst = parts.Length == 0 ? HealthState.Ok : parts.Max(part => part.Finding.State);
        return new HealthReport(worst, parts, clock.GetUtcNow());
    }

    private async Task<ProbedPart> AskAsync(IHealthProbe probe, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var enough = new CancellationTokenSource(patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        var finding = await FindAsync(probe, patience, both.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return new ProbedPart(
            probe.Name, finding, (finding.Took ?? clock.GetElapsedTime(start)).TotalMilliseconds, finding.CheckedAt ?? clock.GetUtcNow());
    }

    // A probe's failure is its finding. What it threw may name a path or a statement, so only its kind is told.
    private static async Task<Finding> FindAsync(IHealthProbe probe, TimeSpan patience, CancellationToken enough)
    {
        try
        {
            return await Task.Run(() => probe.ProbeAsync(enough).AsTask(), enough).WaitAsync(enough);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            return Finding.Down($"Did not answer within {patience.TotalMilliseconds:0} ms.");
        }
#pragma warning disable CA1031 // Whatever a probe throws is what it found.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Finding.Down($"Failed: {exception.GetType().Name}.");
        }
    }
}

/// <summary>The worst state of all parts, and each part.</summary>
public sealed record HealthReport(HealthState State, IReadOnlyList<ProbedPart> Parts, DateTimeOffset At);

/// <param name="LatencyMs">How long the look took that the finding is from.</param>
public sealed record ProbedPart(string Name, Finding Finding, double LatencyMs, DateTimeOffset CheckedAt)
{
    public long TookMs => (long)LatencyMs;
}
