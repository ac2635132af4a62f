using AgentMonitor.Load.Measure;

namespace AgentMonitor.Load.Runs;

/// <summary>Does something while executions come in at a given rate.</summary>
internal static class WithIngest
{
    // Until the first executions are through: what is measured is the middle, not the start.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

    /// <summary>False: not all of the executions were taken, so that the rate was not what it was meant to be.</summary>
    public static async Task<bool> RunAsync(SteadyRun? ingest, Func<Task> work)
    {
        if (ingest is null)
        {
            await work();
            return true;
        }

        using var stop = new CancellationTokenSource();
        var running = ingest.RunAsync(TimeSpan.FromHours(1), stop.Token);
        await Task.Delay(Lead, CancellationToken.None);
        try
        {
            await work();
        }
        finally
        {
            await stop.CancelAsync();
        }

        var posted = await running;
        LoadReport.Print(posted, posted.Elapsed);
        return posted.IsGood && posted.Measured is { TooMany: 0, Unavailable: 0 };
    }
}
