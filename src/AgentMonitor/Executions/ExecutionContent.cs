namespace AgentMonitor.Executions;

/// <summary>
/// What went in and came out, as UTF-8 JSON values. Capped, masked or left out on arrival; never in an index, a log,
/// a live frame or a list.
/// </summary>
public sealed record ExecutionContent(
    ReadOnlyMemory<byte>? InputData,
    ReadOnlyMemory<byte>? OutputData,
    ReadOnlyMemory<byte>? Attributes)
{
    public static ExecutionContent None { get; } = new(null, null, null);

    public bool IsEmpty => InputData is null && OutputData is null && Attributes is null;
}
