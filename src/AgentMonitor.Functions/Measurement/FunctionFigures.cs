using AgentMonitor.Executions;
using AgentMonitor.Health.Vitals;
using Microsoft.AspNetCore.Http;

namespace AgentMonitor.Functions.Measurement;

/// <summary>
/// Counts this instance's invocations, since the worker is told nothing of what the platform measures. A stream is not
/// one: it lasts as long as somebody listens.
/// </summary>
public sealed class FunctionFigures(TimeProvider clock) : IFunctionVitals
{
    private readonly Lock _gate = new();

    private FunctionVitals _vitals = new(0, 0, 0, null);

    private TimeSpan _total;

    public FunctionVitals Read()
    {
        lock (_gate)
        {
            return _vitals;
        }
    }

    /// <summary>A route's handler, which answers whatever goes wrong.</summary>
    public async Task MeasureAsync(HttpContext context, Func<Task> run)
    {
        var start = clock.GetTimestamp();
        await run();
        var status = context.Response.StatusCode;
        Ended(start, status >= StatusCodes.Status500InternalServerError, status == StatusCodes.Status429TooManyRequests);
    }

    /// <summary>A trigger's work; what it throws goes on to the platform.</summary>
    public async Task<T> MeasureAsync<T>(Func<Task<T>> run)
    {
        var start = clock.GetTimestamp();
        try
        {
            var result = await run();
            Ended(start, failed: false, throttled: false);
            return result;
        }
        catch (Exception exception)
        {
            Ended(start, failed: true, exception is StoreUnavailableException { Fault: StoreFault.Overloaded });
            throw;
        }
    }

    public Task MeasureAsync(Func<Task> run) => MeasureAsync(async () =>
    {
        await run();
        return true;
    });

    private void Ended(long start, bool failed, bool throttled)
    {
        var took = clock.GetElapsedTime(start);
        lock (_gate)
        {
            _total += took;
            var invocations = _vitals.Invocations + 1;
            _vitals = new FunctionVitals(
                invocations, _vitals.Failures + (failed ? 1 : 0), _vitals.Throttled + (throttled ? 1 : 0), _total / invocations);
        }
    }
}
