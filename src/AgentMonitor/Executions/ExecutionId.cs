using AgentMonitor.Ingest;

namespace AgentMonitor.Executions;

/// <summary>
/// Names one execution for ever: 1-128 characters, NFC, without control characters. The sender chooses it, so that
/// sending again is recognised; without one the server makes a UUIDv7.
/// </summary>
public readonly record struct ExecutionId(string Value)
{
    public static ExecutionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString());

    /// <summary>The id that a text from an address or a header names, made NFC; false when it cannot be one.</summary>
    public static bool TryCreate(string? text, out ExecutionId id)
    {
        var name = text is null ? null : Names.Normalise(text);
        id = name is null ? default : new ExecutionId(name);
        return name is not null;
    }

    public override string ToString() => Value;
}
