namespace AgentMonitor.Functions.Settings;

/// <summary>Section <c>AgentMonitor:Feed</c>.</summary>
public sealed class FeedOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>
    /// What lies at least between the beginnings of two projections of one instance. The first change after a quiet
    /// while is projected at once; of many, more are then written together, which costs less.
    /// </summary>
    public TimeSpan Pace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>One sentence for each setting that makes no sense.</summary>
    public IEnumerable<string> Faults() => Pace >= TimeSpan.Zero && Pace <= Longest
        ? []
        : [$"AgentMonitor:Feed:Pace has to lie between 00:00:00 and {Longest}."];
}
