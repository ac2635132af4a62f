using System.Threading.Channels;

namespace AgentMonitor.Live;

/// <summary>
/// One browser's queue. It is short: whoever does not keep up is dropped, connects again, sees a gap in the numbers
/// and fetches a snapshot.
/// </summary>
public sealed class LiveSubscription : IDisposable
{
    /// <summary>Six seconds at full rate.</summary>
    public const int Capacity = 64;

    private readonly Channel<LiveFrame> _frames = Channel.CreateBounded<LiveFrame>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _dropped = new();

    private readonly Action<LiveSubscription> _leave;

    internal LiveSubscription(Action<LiveSubscription> leave) => _leave = leave;

    /// <summary>Ends when the subscription is dropped or disposed.</summary>
    public ChannelReader<LiveFrame> Frames => _frames.Reader;

    /// <summary>Cancelled when it was too slow: a write to the browser that hangs has to be given up.</summary>
    public CancellationToken Dropped => _dropped.Token;

    public void Dispose()
    {
        _leave(this);
        _frames.Writer.TryComplete();
        _dropped.Dispose();
    }

    internal bool TryPush(LiveFrame frame) => _frames.Writer.TryWrite(frame);

    internal void Drop()
    {
        _frames.Writer.TryComplete();
        try
        {
            // Whoever waits on it is woken elsewhere: one browser's clean-up must not hold up the others' frames.
            _ = _dropped.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It left by itself at the same moment.
        }
    }
}
