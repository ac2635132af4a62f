using AgentMonitor.Http.Live;
using AgentMonitor.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AgentMonitor.Functions.Live;

/// <summary>
/// Sends a browser on to Azure SignalR Service, with the address and the token that the platform made for this
/// request, and notes that somebody watches.
/// </summary>
internal sealed class SignalRNegotiator(ILiveAudience audience) : INegotiator
{
    public static void Offer(HttpContext context, SignalRConnectionInfo connection) => context.Features.Set(connection);

    public async ValueTask<Negotiation> NegotiateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var connection = context.Features.Get<SignalRConnectionInfo>()!;
        await audience.JoinAsync(cancellationToken);
        return new Negotiation(connection.Url!, connection.AccessToken!);
    }
}
