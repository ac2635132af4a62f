using AgentMonitor.Live;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Live;

/// <summary>
/// The hub of Azure SignalR Service, in serverless mode: this app sends, browsers listen and can call nothing.
/// </summary>
internal static class LiveHub
{
    public const string Name = "agentmonitor";

    /// <summary>The one message; its single argument is a frame.</summary>
    public const string Message = "frame";

    /// <summary>For a function's SignalR output; null sends nothing.</summary>
    public static SignalRMessageAction[]? Messages(IReadOnlyList<LiveFrame> frames) => frames.Count == 0
        ? null
        : [.. frames.Select(frame => new SignalRMessageAction(Message, [frame]))];
}
