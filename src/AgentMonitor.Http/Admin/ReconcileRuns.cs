using AgentMonitor.Erasure;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Http.Admin;

/// <summary>Runs one recount at a time and keeps the report of the last until it is too old to prove anything.</summary>
public sealed class ReconcileRuns(
    Reconciler reconciler, RetentionAges ages, HttpApiOptions options, TimeProvider clock) : IUserTraces
{
    // Where requests end by themselves, no day is begun that would probably be broken off, and the answer says how far it
    // came.
    private readonly TimeSpan _patience = options.LongestRequest / 2 ?? TimeSpan.MaxValue;

    private int _running;

    private volatile ReconcileReport? _last;

    public ReconcileReport? Last => _last is { } last && clock.GetUtcNow() - last.FinishedAt < ages.Reports ? last : null;

    /// <summary>
    /// Null when one is running already. A host that bounds requests is answered before the end of the range, with how
    /// far the recount came.
    /// </summary>
    public async ValueTask<ReconcileReport?> TryRunAsync(
        DateTimeOffset from, DateTimeOffset to, bool repair, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
        {
            return null;
        }

        try
        {
            return _last = await reconciler.RunAsync(from, to, repair, _patience, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    /// <summary>A report names the documents that differed, and those of users by their ids.</summary>
    public ValueTask ForgetAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        if (_last is { } last)
        {
            _last = last with
            {
                Differences = [.. last.Differences.Where(difference => difference.Key.Scope.UserId != user.UserId)],
            };
        }

        return ValueTask.CompletedTask;
    }
}
