namespace AgentMonitor.Live;

/// <summary>Signals that wait to go out, oldest first, of each key the newest. Not thread-safe.</summary>
public sealed class PendingSignals
{
    /// <summary>Beyond it the oldest goes: whoever missed it finds it in the next snapshot.</summary>
    public const int Maximum = 200;

    private readonly List<LiveSignal> _waiting = [];

    public bool IsEmpty => _waiting.Count == 0;

    // To the end, also where it replaces one: an alert that was raised, resolved and raised is one that is raised.
    public void Add(LiveSignal signal)
    {
        _waiting.RemoveAll(older => older.Kind == signal.Kind && older.Key == signal.Key);
        _waiting.Add(signal);
        if (_waiting.Count > Maximum)
        {
            _waiting.RemoveAt(0);
        }
    }

    public LiveSignal Take()
    {
        var first = _waiting[0];
        _waiting.RemoveAt(0);
        return first;
    }

    public IReadOnlyList<LiveSignal> TakeAll()
    {
        LiveSignal[] all = [.. _waiting];
        _waiting.Clear();
        return all;
    }

    public void Clear() => _waiting.Clear();
}
