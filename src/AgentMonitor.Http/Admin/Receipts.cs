using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Live;

namespace AgentMonitor.Http.Admin;

/// <summary>
/// Told of every projected page, it remembers since when an execution is in the rollups, for the newest
/// <see cref="Remembered"/>.
/// </summary>
public sealed class Receipts(TimeProvider clock, ErasedIds? erased = null) : ILiveUpdates, IUserTraces
{
    public const int Remembered = 10_000;

    private readonly Lock _gate = new();

    private readonly LinkedList<Page> _pages = [];

    private int _count;

    public void Publish(LiveUpdate update)
    {
        // Of a long page only the newest would be left anyway.
        var ids = update.Executions.Skip(update.Executions.Count - Remembered).Select(execution => execution.Id.Value).ToArray();
        if (ids.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            _pages.AddFirst(new Page(clock.GetUtcNow(), ids));
            _count += ids.Length;
            while (_pages.Last is { } oldest && _count - oldest.Value.Ids.Length >= Remembered)
            {
                _count -= oldest.Value.Ids.Length;
                _pages.RemoveLast();
            }
        }
    }

    public ReceiptDto Of(LoggedExecution logged, bool isProjected) =>
        new(logged.Sequence, logged.Execution.ReceivedAt, isProjected, isProjected ? Find(logged.Execution.Id.Value) : null);

    /// <summary>Goes by what is known to be erased, whoever it is of.</summary>
    public ValueTask ForgetAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var page in _pages)
            {
                Erase(page.Ids);
            }
        }

        return ValueTask.CompletedTask;
    }

    // Questions are few and pages many: a question looks through ten thousand ids, and a page costs a list of its own.
    private DateTimeOffset? Find(string id)
    {
        lock (_gate)
        {
            foreach (var page in _pages)
            {
                if (Array.IndexOf(page.Ids, id) >= 0)
                {
                    return page.At;
                }
            }

            return null;
        }
    }

    private void Erase(string?[] ids)
    {
        for (var index = 0; index < ids.Length; index++)
        {
            ids[index] = ids[index] is { } id && erased?.Find(new ExecutionId(id)) is null ? id : null;
        }
    }

    private sealed record Page(DateTimeOffset At, string?[] Ids);
}
