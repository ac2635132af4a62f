namespace AgentMonitor.Sqlite;

/// <summary>The number of the last projected record, moved after the commit that says so.</summary>
internal sealed class ProjectedPosition : AwaitedPosition;
