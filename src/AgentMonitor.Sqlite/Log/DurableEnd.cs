namespace AgentMonitor.Sqlite.Log;

/// <summary>The number of the last durable record.</summary>
internal sealed class DurableEnd : AwaitedPosition;
