using AgentMonitor.Erasure;
using AgentMonitor.Projection;

namespace AgentMonitor.Http.Admin;

/// <summary>Runs one recount at a time in this process, and publishes what came of it.</summary>
public sealed class ReconcileRuns(
    Reconciler reconciler, LastRecount last, ErasureRecords erasures, HttpApiOptions options)
{
    // Where requests end by themselves, no day is begun that would probably be broken off, and the answer says how far it
    // came.
    private readonly TimeSpan _patience = options.LongestRequest / 2 ?? TimeSpan.MaxValue;

    private int _running;

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
            var turn = erasures.Erased.Turn;
            var report = await reconciler.RunAsync(from, to, repair, _patience, cancellationToken);
            await PublishAsync(report, turn, cancellationToken);
            return report;
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    // Whoever was forgotten meanwhile has to be in no report that is kept. An erasure is noted before it looks for
    // traces, so one that has found none here yet is known once this is kept.
    private async ValueTask PublishAsync(ReconcileReport report, long turn, CancellationToken cancellationToken)
    {
        await last.SaveAsync(Without(report, turn), cancellationToken);
        await erasures.ReloadAsync(cancellationToken);
        if (Without(report, turn) is var rest && rest.Differences.Count < report.Differences.Count)
        {
            await last.SaveAsync(rest, cancellationToken);
        }
    }

    private ReconcileReport Without(ReconcileReport report, long turn) => report with
    {
        Differences = [.. report.Differences.Where(difference =>
            difference.Key.Scope.UserId is not { } user || !erasures.Erased.WasForgottenSince(user, turn))],
    };
}
