using System.CommandLine;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Commands;

/// <summary>A day of history, oldest first, as fast as the server takes it; what is turned away is sent again.</summary>
internal static class FillCommand
{
    private const int Array = 1000;

    private const int Connections = 4;

    public static Command Create(Settings settings)
    {
        var count = new Option<long>("--count") { Description = "Executions, rounded up to whole thousands.", Required = true };
        var command = new Command("fill", "Fill the last 24 hours with executions.") { count };
        command.SetAction(async (result, cancellationToken) =>
        {
            var requests = (result.GetValue(count) + Array - 1) / Array;
            var (start, step) = (DateTime.UtcNow.AddHours(-24), TimeSpan.FromHours(24) / (requests * Array));
            var records = settings.Records(result, number => start + (step * number));
            var run = new LoadRun(settings.Endpoint(result), records, new LoadShape(Connections, Array, Array: true, Retry: true));

            using var admin = settings.FindAdmin(result);
            var drift = admin is null ? null : await DriftCheck.StartAsync(admin, cancellationToken);
            var outcome = await run.RunAsync(() => Pace.ForRequests(requests), cancellationToken);
            LoadReport.Print(outcome, outcome.Elapsed);
            var exact = drift is null || await drift.FinishAsync(outcome, cancellationToken);
            return exact && outcome.IsGood ? 0 : 1;
        });
        return command;
    }
}
