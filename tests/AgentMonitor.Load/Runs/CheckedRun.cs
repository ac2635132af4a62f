using AgentMonitor.Load.Measure;

namespace AgentMonitor.Load.Runs;

/// <summary>A run as a command: its figures, the totals compared where an admin token was given, and an exit code.</summary>
internal static class CheckedRun
{
    public static async Task<int> RunAsync(
        AdminApi? admin, Func<Task<LoadResult>> run, Func<LoadResult, TimeSpan> measured, CancellationToken cancellationToken)
    {
        var check = admin is null ? null : await DriftCheck.StartAsync(admin, cancellationToken);
        var result = await run();
        LoadReport.Print(result, measured(result));
        var drift = check is null ? null : await check.FinishAsync(result, cancellationToken);
        if (drift is not null)
        {
            LoadReport.Print(drift);
        }

        return result.IsGood && drift is null or { IsExact: true } ? 0 : 1;
    }
}
