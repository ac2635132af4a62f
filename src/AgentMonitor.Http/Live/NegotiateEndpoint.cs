using System.Text.Json.Serialization;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentMonitor.Http.Live;

/// <summary><c>POST /api/negotiate</c></summary>
internal static class NegotiateEndpoint
{
    public static RouteShape Shape { get; } = new(typeof(NegotiationDto));

    public static async Task PostAsync(HttpContext context)
    {
        var negotiation = await context.RequestServices.GetRequiredService<INegotiator>()
            .NegotiateAsync(context, context.RequestAborted);
        await JsonAnswers.OkAsync(
            context, new NegotiationDto(negotiation.Url, negotiation.AccessToken), WireJson.Default.NegotiationDto);
    }
}

/// <summary>In the names that SignalR's clients read.</summary>
public sealed record NegotiationDto(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("accessToken")] string AccessToken);
