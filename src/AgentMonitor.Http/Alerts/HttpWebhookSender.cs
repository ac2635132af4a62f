using System.Globalization;
using System.Net.Http.Headers;
using AgentMonitor.Alerts;
using AgentMonitor.Alerts.Webhook;

namespace AgentMonitor.Http.Alerts;

/// <summary>
/// Posts a delivery, signed. What the receiver answers is not read beyond its status, a redirect is not followed, and
/// neither the address nor the secret gets into what is told of it.
/// </summary>
internal sealed class HttpWebhookSender(IHttpClientFactory clients, AlertOptions options, TimeProvider clock) : IWebhookSender
{
    /// <summary>The client of the factory that has what <see cref="AlertServices"/> sets.</summary>
    public const string Client = "alert-webhook";

    public async Task<WebhookOutcome> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        using var request = Request(delivery);
        var at = clock.GetUtcNow();
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)response.StatusCode;
            return new WebhookOutcome(at, status, response.IsSuccessStatusCode ? null : Refusal(status));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookOutcome(at, null, "The receiver did not answer in time.");
        }
        catch (HttpRequestException exception)
        {
            return new WebhookOutcome(at, null, $"The receiver cannot be reached ({exception.HttpRequestError}).");
        }
        catch (IOException)
        {
            return new WebhookOutcome(at, null, "The connection to the receiver broke.");
        }
    }

    private static string Refusal(int status) => string.Create(
        CultureInfo.InvariantCulture,
        $"The receiver answered {status}{(status is >= 300 and < 400 ? ", and redirects are not followed" : "")}.");

    private HttpRequestMessage Request(WebhookDelivery delivery)
    {
        var body = WebhookNotice.Write(delivery);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, options.WebhookUrl) { Content = content };
        request.Headers.UserAgent.ParseAdd("AgentMonitor");
        request.Headers.Add(WebhookSignature.IdHeader, delivery.Id);
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(options.WebhookSecret!, clock.GetUtcNow(), body));
        return request;
    }
}
