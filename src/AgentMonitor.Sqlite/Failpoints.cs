namespace AgentMonitor.Sqlite;

/// <summary>The moments at which a crash is worth a test.</summary>
internal static class Failpoints
{
    public const string BeforeCommit = "before-commit";
    public const string AfterCommit = "after-commit";
    public const string BeforeViewsCommit = "before-views-commit";
    public const string AfterViewsCommit = "after-views-commit";
    public const string BeforeStateCommit = "before-state-commit";
    public const string AfterStateCommit = "after-state-commit";
}
