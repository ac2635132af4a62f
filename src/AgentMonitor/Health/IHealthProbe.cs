namespace AgentMonitor.Health;

/// <summary>Looks at one part of the system. May fail or hang; whoever asks does not wait for long.</summary>
public interface IHealthProbe
{
    /// <summary>One word: <c>store</c>, <c>feed</c>, <c>live</c>.</summary>
    string Name { get; }

    /// <summary>Whether there is such a part here; one that is not is not told of.</summary>
    bool IsThere => true;

    ValueTask<Finding> ProbeAsync(CancellationToken cancellationToken);
}

/// <summary>
/// What a probe found: a sentence where something is wrong, and figures by snake_case name. Unknown is null.
/// </summary>
public sealed record Finding(HealthState State, string? Sentence, IReadOnlyDictionary<string, double?> Figures)
{
    private static readonly Dictionary<string, double?> NoFigures = [];

    /// <summary>When it was looked at, where that was not just now.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>How long that look took.</summary>
    public TimeSpan? Took { get; init; }

    public static Finding Ok { get; } = new(HealthState.Ok, null, NoFigures);

    public static Finding Down(string sentence) => new(HealthState.Down, sentence, NoFigures);
}

public enum HealthState
{
    Ok,

    /// <summary>Works, but late or partly.</summary>
    Degraded,

    /// <summary>Does not work.</summary>
    Down,
}
