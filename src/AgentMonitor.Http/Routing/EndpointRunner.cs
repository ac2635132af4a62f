using AgentMonitor.Access;
using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Security;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Http.Routing;

/// <summary>
/// Everything around a route's handler, in both hosts: security headers, access, and the one place where what is
/// thrown becomes an answer. There is no middleware of ours, because the Functions host has none.
/// </summary>
public sealed class EndpointRunner
{
    private readonly Gate _gate;
    private readonly HttpApiOptions _options;
    private readonly CorsRules _cors;
    private readonly ExceptionAnswers _exceptions;
    private readonly ApiFigures _figures;
    private readonly TimeProvider _clock;

    internal EndpointRunner(
        Gate gate, HttpApiOptions options, ExceptionAnswers exceptions, ApiFigures figures, TimeProvider clock)
    {
        _gate = gate;
        _options = options;
        _cors = new CorsRules(options.CorsOrigins);
        _exceptions = exceptions;
        _figures = figures;
        _clock = clock;
    }

    public async Task RunAsync(HttpContext context, Route route)
    {
        var start = _clock.GetTimestamp();
        SecurityHeaders.Set(context);
        _cors.Set(context);
        try
        {
            if (route.Access == AccessClass.Public || await IsAllowedAsync(context, route.Access))
            {
                await HandleAsync(context, route);
            }
        }
#pragma warning disable CA1031 // The Functions host would answer an empty 500; here is where all of them end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await _exceptions.AnswerAsync(context, exception);
        }

        _figures.RequestEnded(route, context.Response.StatusCode, _clock.GetElapsedTime(start));
    }

    // A handler takes the end of its time for a caller that has gone, and ends a stream by itself; whoever still waits for
    // an answer is told.
    private async Task HandleAsync(HttpContext context, Route route)
    {
        if (_options.LongestRequest is not { } longest)
        {
            await route.Handler(context);
            return;
        }

        var gone = context.RequestAborted;
        using var time = new CancellationTokenSource(longest, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, time.Token);
        context.RequestAborted = end.Token;
        try
        {
            await route.Handler(context);
        }
        catch (OperationCanceledException exception) when (time.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            throw new TookTooLongException(exception);
        }
        finally
        {
            context.RequestAborted = gone;
        }
    }

    private async ValueTask<bool> IsAllowedAsync(HttpContext context, AccessClass required)
    {
        var verdict = _gate.Check(required, Callers.Of(context, _options.AllowQueryToken));
        if (verdict.Outcome == AccessOutcome.Allowed)
        {
            return true;
        }

        _figures.AccessDenied(verdict.Outcome);
        await ProblemAnswers.WriteAsync(context, AccessProblems.Of(verdict));
        return false;
    }
}
