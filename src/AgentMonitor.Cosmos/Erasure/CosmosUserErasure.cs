using System.Runtime.CompilerServices;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>
/// Erases stretch by stretch of the lists: first the documents, then the lists of all and of errors, last the entry by
/// which the execution was found. Documents keep their ids, which cannot be changed.
/// </summary>
internal sealed class CosmosUserErasure(
    UserEntries entries, ErasedExecutions executions, ErasedViews views, ErasedSightings sightings,
    ErasedLate late, ErasedLetters letters, ErasedIds erased) : IUserErasure
{
    public async IAsyncEnumerable<UserBatch> FindAsync(
        ForgottenUser user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var some in entries.ReadAsync(user, cancellationToken).ConfigureAwait(false))
        {
            var found = new List<ExecutionId>();
            foreach (var execution in some.Where(execution => erased.Find(execution.Id) is null).DistinctBy(execution => execution.Id))
            {
                if (execution.Status.IsFinal() || await executions.IsOfAsync(execution.Id, user.UserId, cancellationToken).ConfigureAwait(false))
                {
                    found.Add(execution.Id);
                }
            }

            if (found.Count > 0)
            {
                yield return new UserBatch(
                    found, [.. some.Where(execution => execution.UserId is not null).Select(execution => execution.SessionId).OfType<string>().Distinct()]);
            }
        }

        // What could not be projected is in no list.
        var dead = await letters.FindAsync(user, cancellationToken).ConfigureAwait(false);
        if (dead.Count > 0)
        {
            yield return new UserBatch(
                dead.ConvertAll(execution => execution.Id), [.. dead.Select(execution => execution.SessionId).OfType<string>().Distinct()]);
        }
    }

    public async ValueTask EraseAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        var sessions = new HashSet<string>(StringComparer.Ordinal);
        var others = await OthersAsync(user, cancellationToken).ConfigureAwait(false);
        var projected = await executions.ProjectedAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var some in entries.ReadAsync(user, cancellationToken).ConfigureAwait(false))
        {
            var theirs = some.FindAll(execution => erased.Find(execution.Id) is not null || others.IsStart(execution));
            foreach (var execution in theirs.Where(execution => !others.IsStart(execution)))
            {
                await executions.EraseAsync(execution.Id, projected, cancellationToken).ConfigureAwait(false);
            }

            foreach (var hour in theirs.Select(execution => ListName.Recent(execution.ReceivedAt)).Distinct())
            {
                await views.EraseHourAsync(hour, erased, cancellationToken).ConfigureAwait(false);
            }

            foreach (var session in theirs.Select(execution => execution.SessionId).OfType<string>().Where(sessions.Add))
            {
                // Before the entries go by which the session is known.
                await views.EraseSessionAsync(session, user, cancellationToken).ConfigureAwait(false);
                await sightings.EraseSessionAsync(session, others, cancellationToken).ConfigureAwait(false);
            }

            foreach (var execution in theirs)
            {
                await (others.IsStart(execution)
                    ? views.EraseStartAsync(execution, others, cancellationToken)
                    : views.EraseListsAsync(execution, cancellationToken)).ConfigureAwait(false);
            }
        }

        await sightings.EraseUserAsync(user.UserId, cancellationToken).ConfigureAwait(false);
        await late.EraseAsync(user, cancellationToken).ConfigureAwait(false);
        await letters.EraseAsync(user.UserId, projected, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The service's files are its own; docs/operations.md says how long its backups keep what was deleted.</summary>
    public ValueTask ScrubAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private async Task<OthersRuns> OthersAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        var others = new OthersRuns(user.UserId);
        await foreach (var start in entries.StartsAsync(user, cancellationToken).ConfigureAwait(false))
        {
            if (!await executions.IsOfAsync(start.Id, user.UserId, cancellationToken).ConfigureAwait(false))
            {
                others.Add(start.Id);
            }
        }

        return others;
    }
}
