using AgentMonitor.Live;

namespace AgentMonitor.Functions.Live;

/// <summary>
/// Turns notices that something changed into frames: the first at once, then no more than ten a second from this
/// process, none while nobody watches. A notice says nothing but that it is time to look; several that come while one
/// waits for its turn are answered by it.
/// </summary>
public sealed class Broadcaster(LiveReading reading, SourcedFrames frames, ILiveAudience audience, TimeProvider clock) : IDisposable
{
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
            return [];
        }

        var written = frames.Write(await reading.ReadAsync(cancellationToken));
        (_lastAt, _lastCount) = (clock.GetTimestamp(), written.Count);
        return written;
    }

    private async Task KeepPaceAsync(CancellationToken cancellationToken)
    {
        if (_lastAt is { } lastAt && (LiveFeed.Pace * _lastCount) - clock.GetElapsedTime(lastAt) is { Ticks: > 0 } early)
        {
            await Task.Delay(early, clock, cancellationToken);
        }
    }
}
