using System.Buffers;
using System.Globalization;
using System.Text;
using AgentMonitor.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentMonitor.Http.Live;

/// <summary>
/// <c>GET /api/stream</c>: the live frames as server-sent events. Nothing is replayed, so a Last-Event-ID is taken
/// and not needed: a browser sees the gap in the numbers and fetches a snapshot.
/// </summary>
internal static class StreamEndpoint
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static async Task GetAsync(HttpContext context)
    {
        var services = context.RequestServices;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";

        using var subscription = services.GetRequiredService<ILiveFrames>().Subscribe();
        var stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, subscription.Dropped, stopping);
        try
        {
            await SendAsync(context.Response, subscription, services.GetRequiredService<TimeProvider>(), end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // A browser that does not read leaves a write hanging; only closing the connection ends that.
            if (subscription.Dropped.IsCancellationRequested)
            {
                context.Abort();
            }
        }
    }

    private static async Task SendAsync(
        HttpResponse response, LiveSubscription subscription, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var heartbeat = new PeriodicTimer(Heartbeat, clock);
        await WriteAsync(response, ": connected\n\n", cancellationToken);
        var beat = heartbeat.WaitForNextTickAsync(cancellationToken).AsTask();
        var more = subscription.Frames.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            if (await Task.WhenAny(more, beat) == beat)
            {
                await beat;
                await WriteAsync(response, ": heartbeat\n\n", cancellationToken);
                beat = heartbeat.WaitForNextTickAsync(cancellationToken).AsTask();
                continue;
            }

            if (!await more)
            {
                return;
            }

            while (subscription.Frames.TryRead(out var frame))
            {
                Write(response, frame);
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
            more = subscription.Frames.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    private static void Write(HttpResponse response, LiveFrame frame)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"id: {frame.Sequence}\nevent: {frame.Type}\ndata: ");
        Encoding.UTF8.GetBytes(head, response.BodyWriter);
        response.BodyWriter.Write(frame.Json.Span);
        response.BodyWriter.Write("\n\n"u8);
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        Encoding.UTF8.GetBytes(text, response.BodyWriter);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
