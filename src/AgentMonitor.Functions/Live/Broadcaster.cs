using AgentMonitor.Executions;
using AgentMonitor.Live;

namespace AgentMonitor.Functions.Live;

/// <summary>
/// Turns notices that something changed into frames: the first at once, then no more than ten a second from this
/// process, none while nobody watches. A notice says nothing but that it is time to look; several that come while one
/// waits for its turn are answered by it. Signals of this process wait here until a function that can send takes them.
/// </summary>
public sealed class Broadcaster(LiveReading reading, SourcedFrames frames, ILiveAudience audience, TimeProvider clock)
    : ILiveSignals, IDisposable
{
    private readonly PendingSignals _signals = new();

    private readonly Lock _gate = new();

    private readonly SemaphoreSlim _turn = new(1);

    private int _waiting;

    private long? _lastAt;

    private int _lastCount;

    /// <summary>What to send to everybody now; nothing when another call will say it.</summary>
    public async Task<IReadOnlyList<LiveFrame>> ChangedAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 1)
        {
            return [];
        }

        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            return await LookAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Publish(LiveSignal signal)
    {
        lock (_gate)
        {
            _signals.Add(signal);
        }
    }

    /// <summary>
    /// What to send to everybody of what was published here. Never throws because of the store: whoever asks has done
    /// its work, and the signals wait for the next one.
    /// </summary>
    public async Task<IReadOnlyList<LiveFrame>> SignalledAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            var isThere = await audience.IsThereAsync(cancellationToken);
            var signals = TakeSignals();
            return isThere ? frames.Write(signals) : [];
        }
        catch (StoreUnavailableException)
        {
            return [];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<LiveFrame>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await KeepPaceAsync(cancellationToken);
        }
        finally
        {
            // From here on a change may be too late to be read, so its notice has to look for itself.
            Volatile.Write(ref _waiting, 0);
        }

        if (!await audience.IsThereAsync(cancellationToken))
        {
            reading.Restart();
            TakeSignals();
            return [];
        }

        var update = await reading.ReadAsync(cancellationToken);
        LiveFrame[] written = [.. frames.Write(TakeSignals()), .. frames.Write(update)];
        (_lastAt, _lastCount) = (clock.GetTimestamp(), written.Length);
        return written;
    }

    private IReadOnlyList<LiveSignal> TakeSignals()
    {
        lock (_gate)
        {
            return _signals.TakeAll();
        }
    }

    private async Task KeepPaceAsync(CancellationToken cancellationToken)
    {
        if (_lastAt is { } lastAt && (LiveFeed.Pace * _lastCount) - clock.GetElapsedTime(lastAt) is { Ticks: > 0 } early)
        {
            await Task.Delay(early, clock, cancellationToken);
        }
    }
}
