using AgentMonitor.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentMonitor.Server.Live;

/// <summary>
/// Lets a request through to the hub for a ticket. The browser's client shows the same ticket twice: when it
/// negotiates, where it only has to be good, and when it connects, which spends it.
/// </summary>
internal static class HubGate
{
    private const string Scheme = "Bearer ";

    public static RequestDelegate Before(RequestDelegate hub, LiveTickets tickets, ILiveFrames frames) => context =>
        !IsAllowed(context.Request, tickets) ? Refusal().ExecuteAsync(context)
        : HttpMethods.IsPost(context.Request.Method) ? hub(context)
        : ConnectAsync(context, hub, frames);

    // Before the handshake is answered: whoever has that answer and asks for a snapshot misses nothing that comes after it.
    private static async Task ConnectAsync(HttpContext context, RequestDelegate hub, ILiveFrames frames)
    {
        using var subscription = frames.Subscribe();
        context.Features.Set(subscription);
        await hub(context);
    }

    private static bool IsAllowed(HttpRequest request, LiveTickets tickets) =>
        FindTicket(request) is { } ticket
        && (HttpMethods.IsPost(request.Method) ? tickets.IsGood(ticket) : tickets.Redeem(ticket));

    // A WebSocket of a browser cannot carry a header, so the ticket comes in the address; it is worthless by the time
    // anyone could read it in a log.
    private static string? FindTicket(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var ticket = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : request.Query["access_token"].ToString();
        return ticket.Length == 0 ? null : ticket;
    }

    private static ProblemHttpResult Refusal() => TypedResults.Problem(
        statusCode: StatusCodes.Status401Unauthorized,
        type: "urn:problem-type:agentmonitor:ticket-missing",
        title: "Ticket missing",
        detail: "Ask POST /api/negotiate for a ticket; each opens one connection, within a minute.");
}
