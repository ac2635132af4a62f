using AgentMonitor.Executions;
using AgentMonitor.Live;
using AgentMonitor.Projection;

namespace AgentMonitor.Http.Admin;

/// <summary>
/// Tells whether an execution is in the rollups. Told of every projected page, it also remembers when that was, for
/// the newest <see cref="Remembered"/>.
/// </summary>
public sealed class Receipts(IProjectedPosition position, TimeProvider clock) : ILiveUpdates
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

    public async ValueTask<ReceiptDto> GetAsync(LoggedExecution logged, CancellationToken cancellationToken)
    {
        var projected = await position.IsProjectedAsync(logged, cancellationToken);
        DateTimeOffset? at = null;
        lock (_gate)
        {
            at = projected && _rolledUpAt.TryGetValue(logged.Execution.Id.Value, out var known) ? known : null;
        }

        return new ReceiptDto(logged.Sequence, logged.Execution.ReceivedAt, projected, at);
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
