namespace AgentMonitor.Live;

/// <summary>
/// Told of what browsers are to know at once besides executions: an alert, a budget, the state of health. Never
/// throws, never waits, and keeps nothing while nobody listens: whoever comes later fetches it all.
/// </summary>
public interface ILiveSignals
{
    void Publish(LiveSignal signal);
}

/// <summary>How one thing stands now. Of what waits to go out under one key, only the newest does.</summary>
public sealed class LiveSignal
{
    private LiveSignal(FrameKind kind, string key, ReadOnlyMemory<byte> utf8Json)
    {
        Kind = kind;
        Key = key;
        Utf8Json = utf8Json.Length <= FrameWriter.MaximumSignalBytes ? utf8Json : "null"u8.ToArray();
    }

    public string Type => Kind.Name();

    public string Key { get; }

    /// <summary>The frame's data; <c>null</c>, for a browser to look by itself, where it is too long for a frame.</summary>
    public ReadOnlyMemory<byte> Utf8Json { get; }

    internal FrameKind Kind { get; }

    public static LiveSignal AlertRaised(string alertId, ReadOnlyMemory<byte> utf8Json) =>
        new(FrameKind.AlertRaised, alertId, utf8Json);

    public static LiveSignal AlertResolved(string alertId, ReadOnlyMemory<byte> utf8Json) =>
        new(FrameKind.AlertResolved, alertId, utf8Json);

    public static LiveSignal BudgetChanged(string budgetId, ReadOnlyMemory<byte> utf8Json) =>
        new(FrameKind.BudgetChanged, budgetId, utf8Json);

    public static LiveSignal HealthChanged(ReadOnlyMemory<byte> utf8Json) =>
        new(FrameKind.HealthChanged, "", utf8Json);
}

/// <summary>For a host that nobody watches.</summary>
public sealed class NoLiveSignals : ILiveSignals
{
    public void Publish(LiveSignal signal)
    {
    }
}
