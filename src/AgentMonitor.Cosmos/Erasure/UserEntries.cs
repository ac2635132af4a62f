using System.Runtime.CompilerServices;
using AgentMonitor.Cosmos.Client;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Cosmos.Views;
using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using Microsoft.Azure.Cosmos;

namespace AgentMonitor.Cosmos.Erasure;

/// <summary>
/// A user's executions as the lists name them: those of the user's own list; of the sessions in it that no other user
/// is in, those that name nobody; and what is below any of these and names nobody. Each is an entry of a list, in
/// stretches, so that they can be deleted as they are read.
/// </summary>
internal sealed class UserEntries(MeasuredContainer views, ErasedIds erased)
{
    private const int Batch = 100;

    public async IAsyncEnumerable<List<Execution>> ReadAsync(
        ForgottenUser user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sessions = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var some in ListAsync(ListName.User(user.UserId), user, cancellationToken).ConfigureAwait(false))
        {
            sessions.UnionWith(some.Select(execution => execution.SessionId).OfType<string>());
            await foreach (var below in BelowAsync(some, user, cancellationToken).ConfigureAwait(false))
            {
                yield return below;
            }

            yield return some;
        }

        foreach (var session in sessions)
        {
            var isShared = await IsSharedAsync(session, user.UserId, cancellationToken).ConfigureAwait(false);
            await foreach (var some in ListAsync(ListName.Session(session), user, cancellationToken).ConfigureAwait(false))
            {
                // Where others are too, only a start is the user's that named nobody and was ended under the user's name.
                var theirs = isShared ? some.FindAll(execution => erased.Find(execution.Id) is not null) : some;
                await foreach (var below in BelowAsync(theirs, user, cancellationToken).ConfigureAwait(false))
                {
                    yield return below;
                }

                yield return theirs;
            }
        }
    }

    /// <summary>
    /// What the user's own list holds of runs that began under the user's name and are not known to be erased: most of
    /// them were ended by somebody else, whose they are.
    /// </summary>
    public async IAsyncEnumerable<Execution> StartsAsync(
        ForgottenUser user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var some in ListAsync(ListName.User(user.UserId), user, cancellationToken).ConfigureAwait(false))
        {
            foreach (var start in some.Where(execution => !execution.Status.IsFinal() && erased.Find(execution.Id) is null))
            {
                yield return start;
            }
        }
    }

    /// <summary>Whether the user is in a session still, or somebody else is.</summary>
    public async Task<bool> IsSharedAsync(string session, string userId, CancellationToken cancellationToken) =>
        (await new ListReader(views).UsersAsync(session, cancellationToken).ConfigureAwait(false)).Any(other => other != userId);

    // What is below an execution that was erased already is found through it as long as its own entry is there.
    private async IAsyncEnumerable<List<Execution>> BelowAsync(
        IReadOnlyList<Execution> parents, ForgottenUser user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new Queue<string>(parents.Select(parent => parent.Id.Value));
        while (waiting.TryDequeue(out var parent))
        {
            await foreach (var some in ListAsync(ListName.Parent(parent), user, cancellationToken).ConfigureAwait(false))
            {
                var nobodys = some.FindAll(child => child.UserId is null);
                nobodys.ForEach(child => waiting.Enqueue(child.Id.Value));
                if (nobodys.Count > 0)
                {
                    yield return nobodys;
                }
            }
        }
    }

    private async IAsyncEnumerable<List<Execution>> ListAsync(
        string list, ForgottenUser user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = ListOrder.Newest;
        List<ListedItem> found;
        do
        {
            var query = new QueryDefinition(CosmosQueries.Listed).WithParameter("@before", before).WithParameter("@limit", Batch);
            found = await views.QueryAsync(query, list, CosmosJson.Default.IReadOnlyListListedItem, cancellationToken).ConfigureAwait(false);
            before = found.Count > 0 ? found[^1].Order : before;
            var executions = found.ConvertAll(item => ExecutionItem.ReadHeader(item.Header));

            // What was known to be erased is found however late it was received.
            var wanted = executions.FindAll(execution => execution.ReceivedAt <= user.At || erased.Find(execution.Id) is not null);
            if (wanted.Count > 0)
            {
                yield return wanted;
            }
        }
        while (found.Count == Batch);
    }
}
