namespace AgentMonitor.Load.Runs;

/// <summary>Does something while executions come in at a given rate.</summary>
internal static class WithIngest
{
    // Until the first executions are through: what is measured is the middle, not the start.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

    public static async Task<LoadResult> RunAsync(SteadyRun ingest, Func<Task> work)
    {
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

        return await running;
    }

    /// <summary>Whether all of it was, so that the rate was what it was meant to be.</summary>
    public static bool WasTaken(LoadResult posted) => posted.IsGood && posted.Measured is { TooMany: 0, Unavailable: 0 };
}
