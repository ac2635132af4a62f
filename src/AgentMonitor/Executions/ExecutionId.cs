namespace AgentMonitor.Executions;

/// <summary>
/// Names one execution for ever: 1-128 characters, NFC, without control characters. The sender chooses it, so that
/// sending again is recognised; without one the server makes a UUIDv7.
/// </summary>
public readonly record struct ExecutionId(string Value)
{
    public static ExecutionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString());

    public override string ToString() => Value;
}
