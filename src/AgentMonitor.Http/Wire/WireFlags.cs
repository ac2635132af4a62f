using AgentMonitor.Executions;

namespace AgentMonitor.Http.Wire;

/// <summary>A record's flags as snake_case names.</summary>
internal static class WireFlags
{
    private static readonly (ExecutionFlags Flag, string Name)[] Names =
    [
        (ExecutionFlags.ClockSkew, "clock_skew"),
        (ExecutionFlags.ContentTruncated, "content_truncated"),
        (ExecutionFlags.UsageMismatch, "usage_mismatch"),
        (ExecutionFlags.ExclusiveCache, "exclusive_cache"),
        (ExecutionFlags.TimedOutByMonitor, "timed_out_by_monitor"),
        (ExecutionFlags.Late, "late"),
        (ExecutionFlags.Derived, "derived"),
        (ExecutionFlags.Erased, "erased"),
    ];

    public static IReadOnlyList<string> Of(ExecutionFlags flags) =>
        flags == ExecutionFlags.None ? [] : [.. Names.Where(name => flags.HasFlag(name.Flag)).Select(name => name.Name)];
}
