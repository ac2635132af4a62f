using System.Collections.Immutable;

namespace AgentMonitor.Live;

/// <summary>
/// Turns projected pages and signals into frames: the first change at once, then one frame each <see cref="Pace"/>, numbered on
/// one line. Nothing is kept or sent while nobody listens.
/// </summary>
public sealed class LiveFeed : ILiveUpdates, ILiveSignals, ILiveFrames, IDisposable
{
    /// <summary>Ten frames a second.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock;

    private readonly ITimer _timer;

    private readonly Lock _gate = new();

    private readonly PendingFrames _pending = new();

    private ImmutableArray<LiveSubscription> _subscriptions = [];

    private bool _scheduled;

    private long? _lastSentAt;

    private long _sequence;

    public LiveFeed(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(_ => SendNext(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Subscribers => _subscriptions.Length;

    public LiveSubscription Subscribe()
    {
        var subscription = new LiveSubscription(Remove);
        ImmutableInterlocked.Update(ref _subscriptions, (all, added) => all.Add(added), subscription);
        return subscription;
    }

    public void Publish(LiveUpdate update) => Publish(pending => pending.Add(update));

    public void Publish(LiveSignal signal) => Publish(pending => pending.Add(signal));

    public void Dispose()
    {
        _timer.Dispose();
        foreach (var subscription in _subscriptions)
        {
            subscription.Drop();
        }
    }

    private void Publish(Action<PendingFrames> add)
    {
        if (Subscribers == 0)
        {
            return;
        }

        lock (_gate)
        {
            add(_pending);
            Schedule();
        }
    }

    // Under the lock. Frames are written by the timer, so that a projection never waits for one.
    private void Schedule()
    {
        if (_scheduled || _pending.IsEmpty)
        {
            return;
        }

        var wait = _lastSentAt is { } sentAt ? Pace - _clock.GetElapsedTime(sentAt) : TimeSpan.Zero;
        _scheduled = true;
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void SendNext()
    {
        (FrameKind Kind, Action<FrameWriter> Write) next;
        long beganAt;
        lock (_gate)
        {
            beganAt = _clock.GetTimestamp();
            if (Subscribers == 0 || _pending.IsEmpty)
            {
                _pending.Clear();
                _scheduled = false;
                return;
            }

            next = _pending.Take();
        }

        // Still scheduled, so nobody else is here: frames go out in the order of their numbers.
        Send(FrameWriter.Write(next.Kind, ++_sequence, _clock.GetUtcNow(), next.Write));
        lock (_gate)
        {
            // From beginning to beginning: what sending takes is no pause on top.
            _lastSentAt = beganAt;
            _scheduled = false;
            Schedule();
        }
    }

    private void Send(LiveFrame frame)
    {
        foreach (var subscription in _subscriptions)
        {
            if (!subscription.TryPush(frame))
            {
                Remove(subscription);
                subscription.Drop();
            }
        }
    }

    private void Remove(LiveSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, (all, removed) => all.Remove(removed), subscription);
}
