namespace AgentMonitor.Live;

/// <summary>What a frame tells. Where several wait equally long, the order here is the order they go out in.</summary>
internal enum FrameKind
{
    New,
    Metrics,
    Error,
    Updated,
    AlertRaised,
    AlertResolved,
    BudgetChanged,
    HealthChanged,
}

internal static class FrameKinds
{
    public static string Name(this FrameKind kind) => kind switch
    {
        FrameKind.New => "execution:new",
        FrameKind.Metrics => "metrics:update",
        FrameKind.Error => "error:occurred",
        FrameKind.AlertRaised => "alert:raised",
        FrameKind.AlertResolved => "alert:resolved",
        FrameKind.BudgetChanged => "budget:changed",
        FrameKind.HealthChanged => "health:changed",
        _ => "execution:updated",
    };
}
