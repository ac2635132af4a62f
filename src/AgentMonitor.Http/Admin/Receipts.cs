using AgentMonitor.Executions;
using AgentMonitor.Live;

namespace AgentMonitor.Http.Admin;

/// <summary>
/// Told of every projected page, it remembers since when an execution is in the rollups, for the newest
/// <see cref="Remembered"/>.
/// </summary>
public sealed class Receipts(TimeProvider clock) : ILiveUpdates
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
