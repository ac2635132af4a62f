using AgentMonitor.Http.Live;
using AgentMonitor.Live;
using AgentMonitor.Server.Settings;

namespace AgentMonitor.Server.Live;

/// <summary>
/// Sends a browser on to the hub with a ticket. The address is absolute, as SignalR's client wants it: the one that
/// the browser used, or the public one where a proxy stands in front.
/// </summary>
internal sealed class HubNegotiator(LiveTickets tickets, ServerOptions options) : INegotiator
{
    public ValueTask<Negotiation> NegotiateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var origin = options.PublicUrl?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}";
        return ValueTask.FromResult(new Negotiation(origin + LiveHub.Path, tickets.Issue()));
    }
}
