using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AgentMonitor.Server.Delivery;

/// <summary>Posts batches to <c>/api/executions</c> of a running server.</summary>
internal sealed class HttpDelivery : IDelivery, IDisposable
{
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    public HttpDelivery(Uri server, string? credential, TimeProvider time, HttpMessageHandler? handler = null)
    {
        _time = time;
        _client = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = server,
            Timeout = TimeSpan.FromSeconds(100),
        };
        if (credential is not null)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        }
    }

    public async Task<Delivered> DeliverAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(batch.ToBody());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _client.PostAsync(new Uri("/api/executions", UriKind.Relative), content, cancellationToken);
            return await ReadAsync(response, batch, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return new Delivered.Busy(DefaultRetry, $"no connection to {_client.BaseAddress}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivered.Busy(DefaultRetry, $"no answer from {_client.BaseAddress}");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Delivered> ReadAsync(HttpResponseMessage response, RecordBatch batch, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return Answers.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            case HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity:
                return Answers.ReadRefusal(await response.Content.ReadAsByteArrayAsync(cancellationToken), batch.Count);
            case HttpStatusCode.RequestEntityTooLarge:
                return new Delivered.TooLarge();
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw new DeliveryException(
                    $"The server at {_client.BaseAddress} refuses the credential. Set AGENTMONITOR_INGEST_KEY or ADMIN_TOKEN, "
                    + "or name the data folder of that server with --data.");
            case HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                return new Delivered.Busy(RetryAfter(response), $"the server answered {(int)response.StatusCode}");
            default:
                throw new DeliveryException($"The server at {_client.BaseAddress} answered {(int)response.StatusCode}: is it AgentMonitor?");
        }
    }

    private TimeSpan RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - _time.GetUtcNow()) ?? DefaultRetry;
        return wait > TimeSpan.Zero ? wait : DefaultRetry;
    }
}
