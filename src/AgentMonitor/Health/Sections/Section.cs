namespace AgentMonitor.Health.Sections;

/// <summary>A part of an answer, and how fresh it is. <see cref="AsOf"/> is when the value was true; null without one.</summary>
public readonly record struct Section<T>(T? Value, SectionState State, DateTimeOffset? AsOf)
    where T : class;

public enum SectionState
{
    /// <summary>True now.</summary>
    Live,

    /// <summary>The last that could be had, of an earlier time.</summary>
    Stale,

    /// <summary>Not to be had, now or before.</summary>
    Unavailable,
}
