using System.Net;

namespace AgentMonitor.Server.Delivery;

/// <summary>What to do when a running server does not take the token of the command line.</summary>
internal static class AdminRefusal
{
    public static void ThrowIfAny(HttpResponseMessage response, Uri server)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new DeliveryException($"The server at {server} refuses the credential. Set ADMIN_TOKEN to the token that it was started with.");
        }
    }
}
