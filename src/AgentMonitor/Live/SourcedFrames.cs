namespace AgentMonitor.Live;

/// <summary>
/// Frames of one of several that send side by side. Each is state and carries <c>{source, seq}</c>: of a source the
/// newest counts, and a gap in its numbers means that a snapshot has to be fetched. One call at a time.
/// </summary>
/// <param name="source">Names this sender among all, and anew after each start.</param>
public sealed class SourcedFrames(string source, TimeProvider clock)
{
    private readonly PendingFrames _pending = new();

    private long _sequence;

    /// <summary>At most one frame of each kind; none when nothing is to be told.</summary>
    public IReadOnlyList<LiveFrame> Write(LiveUpdate update)
    {
        _pending.Add(update);
        return WritePending();
    }

    /// <summary>A frame of each signal.</summary>
    public IReadOnlyList<LiveFrame> Write(IReadOnlyList<LiveSignal> signals)
    {
        foreach (var signal in signals)
        {
            _pending.Add(signal);
        }

        return WritePending();
    }

    private List<LiveFrame> WritePending()
    {
        var frames = new List<LiveFrame>();
        while (!_pending.IsEmpty)
        {
            var (kind, write) = _pending.Take();
            frames.Add(FrameWriter.Write(kind, ++_sequence, clock.GetUtcNow(), write, source));
        }

        return frames;
    }
}
