using System.Runtime.CompilerServices;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Cosmos.Log;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Cosmos.Views;

/// <summary>
/// Lists of what has been projected. A user, a session, a parent and errors have lists of their own; what runs is
/// asked of the executions, of which few do; anything else reads all executions from the newest on, a stretch a page.
/// </summary>
internal sealed class CosmosExecutionLists(
    ListReader lists, CosmosRunningExecutions running, IExecutionLog log, RetentionAges ages, TimeProvider clock) : IExecutionLists
{
    // What one page of an answer may look at, and how many partitions it may find empty.
    private const int Stretch = 2_000;

    private const int EmptyStretch = 72;

    public async ValueTask<ExecutionPage> ListAsync(
        ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var before = cursor is null ? ListOrder.Newest : ListOrder.FromCursor(cursor);
        if (filter is { Status: ExecutionStatus.Running, UserId: null, SessionId: null, ParentExecutionId: null, Fingerprint: null })
        {
            return await ListRunningAsync(filter, before, limit, cancellationToken).ConfigureAwait(false);
        }

        var found = new List<Execution>();
        var (last, looked, empty) = (before, 0, 0);
        await foreach (var place in PlacesAsync(filter, before, cancellationToken).ConfigureAwait(false))
        {
            if (found.Count == limit || looked >= Stretch || empty >= EmptyStretch)
            {
                return new ExecutionPage(found, ListOrder.ToCursor(last));
            }

            last = place.Order;
            if (place.Header is not { } header)
            {
                empty++;
                continue;
            }

            looked++;
            if (await StandingAsync(header, cancellationToken).ConfigureAwait(false) is { } execution
                && filter.Matches(execution)
                && !found.Exists(other => other.Id == execution.Id))
            {
                found.Add(execution);
            }
        }

        return new ExecutionPage(found, null);
    }

    private async ValueTask<ExecutionPage> ListRunningAsync(
        ExecutionFilter filter, string before, int limit, CancellationToken cancellationToken)
    {
        var places = (await running.AllAsync(cancellationToken).ConfigureAwait(false))
            .Where(filter.Matches)
            .Select(execution => (Order: ListOrder.Of(execution), Execution: execution))
            .Where(place => string.CompareOrdinal(place.Order, before) < 0)
            .OrderByDescending(place => place.Order, StringComparer.Ordinal)
            .Take(limit + 1)
            .ToList();
        return new ExecutionPage(
            [.. places.Take(limit).Select(place => place.Execution)],
            places.Count > limit ? ListOrder.ToCursor(places[limit - 1].Order) : null);
    }

    // A finished execution never changes; one that was running when it was listed may have moved on, and is then
    // listed anew under whatever it has become. How it runs, the log says: the list of all has no more than its id.
    private async ValueTask<Execution?> StandingAsync(string header, CancellationToken cancellationToken)
    {
        var listed = ExecutionItem.ReadHeader(header);
        if (listed.Status.IsFinal())
        {
            return listed;
        }

        var now = await log.FindAsync(listed.Id, cancellationToken).ConfigureAwait(false);
        return now is { Execution: { Status: ExecutionStatus.Running } running } && running.ReceivedAt == listed.ReceivedAt
            ? running with { Content = ExecutionContent.None }
            : null;
    }

    private IAsyncEnumerable<ListPlace> PlacesAsync(ExecutionFilter filter, string before, CancellationToken cancellationToken)
    {
        if (filter.ParentExecutionId is { } parent)
        {
            return lists.ListAsync(ListName.Parent(parent), before, cancellationToken);
        }

        if (filter.SessionId is { } session)
        {
            return SessionAsync(session, before, cancellationToken);
        }

        if (filter.UserId is { } user)
        {
            return lists.ListAsync(ListName.User(user), before, cancellationToken);
        }

        if (filter.Fingerprint is { } fingerprint)
        {
            return BackAsync(
                before, TimeSpan.FromDays(1), at => lists.FingerprintAsync(ListName.Errors(at), fingerprint, before, cancellationToken));
        }

        return filter.ErrorsOnly || filter.Status?.IsError() == true
            ? BackAsync(before, TimeSpan.FromDays(1), at => lists.ListAsync(ListName.Errors(at), before, cancellationToken))
            : BackAsync(before, TimeSpan.FromHours(1), at => lists.RecentAsync(ListName.Recent(at), before, cancellationToken));
    }

    private async IAsyncEnumerable<ListPlace> SessionAsync(
        string session, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var users = await lists.UsersAsync(session, cancellationToken).ConfigureAwait(false);
        var all = users.Select(user => lists.SessionAsync(ListName.User(user), session, before, cancellationToken))
            .Append(lists.ListAsync(ListName.Session(session), before, cancellationToken));
        await foreach (var place in ListReader.MergeAsync([.. all]).ConfigureAwait(false))
        {
            yield return place;
        }
    }

    // From now, or from the cursor, back to where the oldest executions are. After each partition it says how far it
    // has come.
    private async IAsyncEnumerable<ListPlace> BackAsync(
        string before, TimeSpan step, Func<DateTimeOffset, IAsyncEnumerable<ListPlace>> places)
    {
        var now = clock.GetUtcNow();
        var start = before == ListOrder.Newest ? now + step : ListOrder.ReceivedAt(before);
        var oldest = now - ages.Raw - step;
        for (var at = Floor(start, step); at > oldest; at -= step)
        {
            await foreach (var place in places(at).ConfigureAwait(false))
            {
                yield return place;
            }

            yield return new ListPlace(ListOrder.Of(at), null);
        }
    }

    private static DateTimeOffset Floor(DateTimeOffset instant, TimeSpan step) =>
        new(instant.UtcTicks - (instant.UtcTicks % step.Ticks), TimeSpan.Zero);
}
