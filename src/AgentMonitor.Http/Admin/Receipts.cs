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

    private readonly Dictionary<string, DateTimeOffset> _rolledUpAt = new(StringComparer.Ordinal);

    private readonly Queue<string> _byAge = [];

    public void Publish(LiveUpdate update)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            // Of a long page only the newest would be left anyway.
            for (var index = Math.Max(0, update.Executions.Count - Remembered); index < update.Executions.Count; index++)
            {
                Remember(update.Executions[index].Id.Value, now);
            }
        }
    }

    public ReceiptDto Of(LoggedExecution logged, bool isProjected)
    {
        DateTimeOffset? at = null;
        lock (_gate)
        {
            at = isProjected && _rolledUpAt.TryGetValue(logged.Execution.Id.Value, out var known) ? known : null;
        }

        return new ReceiptDto(logged.Sequence, logged.Execution.ReceivedAt, isProjected, at);
    }

    /// <summary>Goes by what is known to be erased, whoever it is of.</summary>
    public ValueTask ForgetAsync(ForgottenUser user, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var kept = _byAge.Where(id => erased?.Find(new ExecutionId(id)) is null).ToList();
            foreach (var id in _byAge.Except(kept))
            {
                _rolledUpAt.Remove(id);
            }

            _byAge.Clear();
            kept.ForEach(_byAge.Enqueue);
        }

        return ValueTask.CompletedTask;
    }

    private void Remember(string id, DateTimeOffset now)
    {
        if (!_rolledUpAt.TryAdd(id, now))
        {
            _rolledUpAt[id] = now;
            return;
        }

        _byAge.Enqueue(id);
        if (_byAge.Count > Remembered)
        {
            _rolledUpAt.Remove(_byAge.Dequeue());
        }
    }
}
