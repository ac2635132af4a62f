using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Live;

/// <summary>
/// Where a browser that showed the admin token connects for live frames: the server's own hub with a ticket, or
/// Azure SignalR with a token of its service.
/// </summary>
public interface INegotiator
{
    ValueTask<Negotiation> NegotiateAsync(HttpContext context, CancellationToken cancellationToken);
}

/// <param name="Url">Absolute, or relative to the page's origin.</param>
/// <param name="AccessToken">For this connection alone; never the admin token.</param>
public sealed record Negotiation(string Url, string AccessToken);
