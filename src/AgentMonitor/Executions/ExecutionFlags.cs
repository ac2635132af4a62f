namespace AgentMonitor.Executions;

/// <summary>What was noticed about a record when it arrived; shown with it, never a reason to refuse it.</summary>
[Flags]
public enum ExecutionFlags
{
    None = 0,

    /// <summary>Its end time lay more than five minutes ahead; the time of receipt stands instead.</summary>
    ClockSkew = 1,

    /// <summary>Input or output was longer than its cap and was cut.</summary>
    ContentTruncated = 2,

    /// <summary><c>tokens_used</c> and the sum of <c>usage</c> disagree; <c>tokens_used</c> was kept.</summary>
    UsageMismatch = 4,

    /// <summary>More cached than input tokens were sent, so input was read as excluding them.</summary>
    ExclusiveCache = 8,

    /// <summary>The deadline sweep ended it, not its sender.</summary>
    TimedOutByMonitor = 16,

    /// <summary>A completion that came after the sweep; kept beside the timeout, outside every total.</summary>
    Late = 32,

    /// <summary>Some of its fields were derived by an import, not reported by an agent.</summary>
    Derived = 64,

    /// <summary>Its user was forgotten: numbers and names of things are left, nothing of the person.</summary>
    Erased = 128,
}
