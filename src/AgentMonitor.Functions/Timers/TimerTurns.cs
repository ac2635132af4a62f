using AgentMonitor.Executions;
using AgentMonitor.Functions.Hosting;
using AgentMonitor.Functions.Measurement;
using AgentMonitor.State;
using Microsoft.Extensions.Logging;

namespace AgentMonitor.Functions.Timers;

/// <summary>
/// Takes a timer's turn: counted, and ended after <see cref="InvocationTimes.Turn"/>, which is no failure. All such work
/// is done in steps that stay done, so the next turn goes on where this one was.
/// </summary>
public sealed partial class TimerTurns(FunctionFigures figures, TimeProvider clock, ILogger<TimerTurns> logger)
{
    public async Task TakeAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var time = new CancellationTokenSource(InvocationTimes.Turn, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stopping);
        await figures.MeasureAsync(async () =>
        {
            try
            {
                await work(end.Token);
            }
            catch (OperationCanceledException) when (time.IsCancellationRequested && !stopping.IsCancellationRequested)
            {
                Log.CutShort(logger, name, InvocationTimes.Turn);
            }
        });
    }

    /// <summary>
    /// Takes every step of a turn, though one before it failed. What failed counts and is logged, but does not escape:
    /// with it the platform would leave out what the function has to send.
    /// </summary>
    public async Task TryAsync(string name, IReadOnlyList<Func<CancellationToken, Task>> steps, CancellationToken stopping)
    {
        try
        {
            await TakeAsync(name, stop => EachStep.TakeAsync(steps, stop), stopping);
        }
        catch (StoreUnavailableException exception)
        {
            Log.Postponed(logger, name, exception.Message);
        }
#pragma warning disable CA1031 // Whatever it was, the other steps are done and so is the next turn.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, name, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(230, LogLevel.Warning, "A turn of {Name} was ended after {Time}; the next goes on.")]
        public static partial void CutShort(ILogger logger, string name, TimeSpan time);

        [LoggerMessage(231, LogLevel.Warning, "A part of {Name} waits for the store: {Reason}")]
        public static partial void Postponed(ILogger logger, string name, string reason);

        [LoggerMessage(232, LogLevel.Error, "A part of {Name} failed; the next turn tries again.")]
        public static partial void Failed(ILogger logger, string name, Exception exception);
    }
}
