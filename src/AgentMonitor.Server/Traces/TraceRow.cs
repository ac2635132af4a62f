using System.Text.Json.Nodes;
using AgentMonitor.Server.Commands;

namespace AgentMonitor.Server.Traces;

/// <summary>
/// One row of a trace as the wire's record, or what is wrong with it. <see cref="Number"/> counts from 1.
/// </summary>
internal sealed record TraceRow(long Number, JsonObject Record, string? Fault)
{
    public static TraceRow Read(long number, JsonObject record) => new(number, record, null);

    public static TraceRow Unreadable(long number, string fault) => new(number, [], fault);
}

/// <summary>A file that cannot be read any further, with a sentence for the person who named it.</summary>
internal sealed class TraceFormatException(string message) : CommandFailedException(message);
