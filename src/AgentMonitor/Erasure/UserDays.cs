using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Erasure;

/// <summary>
/// Deletes the user's own documents. A day on which the user has come back since, as somebody new, is counted anew
/// from what is left of it. Needs the executions to be erased before.
/// </summary>
public sealed class UserDays(IUserDocuments documents, IExecutionLists lists, Reconciler reconciler) : IUserTraces
{
    // Each of them is lost to a page that was saved in between.
    private const int Tries = 50;

    private const int ListedAtOnce = 200;

    /// <summary>How many documents are gone.</summary>
    public async ValueTask<int> ForgetAsync(string userId, CancellationToken cancellationToken)
    {
        var deleted = 0;
        for (var left = Tries; left > 0; left--)
        {
            // Lists are written before documents or with them: a document that changed after this is another version.
            var stored = await documents.ReadAsync(userId, cancellationToken).ConfigureAwait(false);
            var kept = await DaysAsync(userId, cancellationToken).ConfigureAwait(false);
            var moved = false;
            foreach (var slices in stored.GroupBy(slice => slice.Key))
            {
                if (kept.Contains(slices.Key.Bucket))
                {
                    moved |= !await reconciler.MendUserAsync(slices.Key.Bucket, userId, cancellationToken).ConfigureAwait(false);
                }
                else if (await documents.TryDeleteAsync([.. slices], cancellationToken).ConfigureAwait(false))
                {
                    deleted++;
                }
                else
                {
                    moved = true;
                }
            }

            if (!moved)
            {
                return deleted;
            }
        }

        throw new StoreUnavailableException(
            StoreFault.Overloaded, "The user's days change all the time; this is tried again.", TimeSpan.FromSeconds(5));
    }

    async ValueTask IUserTraces.ForgetAsync(ForgottenUser user, CancellationToken cancellationToken) =>
        await ForgetAsync(user.UserId, cancellationToken).ConfigureAwait(false);

    private async ValueTask<HashSet<TimeBucket>> DaysAsync(string userId, CancellationToken cancellationToken)
    {
        var days = new HashSet<TimeBucket>();
        string? cursor = null;
        do
        {
            var page = await lists.ListAsync(
                new ExecutionFilter { UserId = userId }, cursor, ListedAtOnce, cancellationToken).ConfigureAwait(false);
            foreach (var execution in page.Items)
            {
                if (execution.EndedAt is { } ended)
                {
                    days.Add(TimeBucket.Of(Grain.Day, ended));
                }
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return days;
    }
}
