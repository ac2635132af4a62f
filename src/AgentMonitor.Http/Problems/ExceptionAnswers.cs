using System.Text.Json;
using AgentMonitor.Executions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Http.Problems;

/// <summary>
/// The one place where an exception becomes an answer. What it says itself stays in the log, but for why the projection has stopped: that sentence is made for whoever waits.
/// </summary>
internal sealed partial class ExceptionAnswers(ILogger<ExceptionAnswers> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task AnswerAsync(HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            // Whatever broke, nobody is there any more to hear of it.
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : ClientClosedRequest;
            return;
        }

        var problem = Of(exception);
        if (problem == Problem.Unknown)
        {
            Log.Failed(logger, exception, context.Request.Method, ProblemAnswers.TraceIdOf(context));
        }

        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        context.Response.ContentLength = null;
        context.Response.Headers.ETag = default;
        context.Response.Headers.ContentEncoding = default;
        context.Response.Headers.ContentDisposition = default;
        context.Response.Headers.CacheControl = "no-store";
        await ProblemAnswers.WriteAsync(context, problem);
    }

    private static Problem Of(Exception exception) => exception switch
    {
        StoreUnavailableException store => Of(store),
        InvalidCursorException => Problem.Unprocessable(
            [new FaultDto("cursor", "invalid_cursor", "The cursor is not one that this list handed out; leave it out to start anew.")]),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.TooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new Problem(
            StatusCodes.Status408RequestTimeout, "too-slow", "Too slow", "The request arrived too slowly; send it again."),
        BadHttpRequestException or JsonException => Problem.Malformed,
        TookTooLongException => Problem.TookTooLong,
        _ => Problem.Unknown,
    };

    private static Problem Of(StoreUnavailableException store) => store.Fault switch
    {
        StoreFault.Overloaded => new Problem(
            StatusCodes.Status429TooManyRequests, "overloaded", "Overloaded",
            "More arrives than can be stored right now; send it again after the time in Retry-After.")
        {
            RetryAfter = store.RetryAfter,
        },
        StoreFault.DiskFull => new Problem(
            StatusCodes.Status503ServiceUnavailable, "disk-full", "Disk full",
            "The store has no room left; nothing was lost, and sending again is safe once there is room.")
        {
            RetryAfter = store.RetryAfter,
        },
        StoreFault.Damaged => new Problem(
            StatusCodes.Status503ServiceUnavailable, "totals-damaged", "Totals damaged",
            "Stored totals of this window are damaged; nothing was lost, and reconcile makes them anew from the log.")
        {
            RetryAfter = store.RetryAfter,
        },
        StoreFault.ProjectionStopped => new Problem(
            StatusCodes.Status503ServiceUnavailable, "projection-stopped", "Projection stopped", store.Message)
        {
            RetryAfter = store.RetryAfter,
        },
        _ => new Problem(
            StatusCodes.Status503ServiceUnavailable, "store-unavailable", "Store unavailable",
            "The store cannot be reached right now; sending again with the same ids is safe.")
        {
            RetryAfter = store.RetryAfter,
        },
    };

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Error, "A {Method} request failed (trace {TraceId}).")]
        public static partial void Failed(ILogger logger, Exception exception, string method, string traceId);
    }
}
