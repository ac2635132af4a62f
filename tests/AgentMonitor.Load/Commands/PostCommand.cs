using System.CommandLine;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Commands;

/// <summary>The default: as many executions as the server takes, for some seconds.</summary>
internal static class PostCommand
{
    public static void Configure(Command command, Settings settings)
    {
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 64 };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 20 };
        var warmup = new Option<int>("--warmup") { Description = "Seconds that are not measured.", DefaultValueFactory = _ => 5 };
        var mode = new Option<string>("--mode") { DefaultValueFactory = _ => "single" };
        mode.AcceptOnlyFromAmong("single", "array");
        var array = new Option<int>("--array") { Description = "Records in an array.", DefaultValueFactory = _ => 100 };
        foreach (Option option in new Option[] { connections, seconds, warmup, mode, array })
        {
            command.Add(option);
        }

        command.SetAction(async (result, cancellationToken) =>
        {
            var inArrays = result.GetValue(mode) == "array";
            var shape = new LoadShape(result.GetValue(connections), inArrays ? result.GetValue(array) : 1, inArrays, Retry: false);
            var measured = TimeSpan.FromSeconds(result.GetValue(seconds));
            var run = new LoadRun(settings.Endpoint(result), settings.Records(result, _ => DateTime.UtcNow), shape);

            using var admin = settings.FindAdmin(result);
            var drift = admin is null ? null : await DriftCheck.StartAsync(admin, cancellationToken);
            var outcome = await run.RunAsync(() => Pace.ForTime(TimeSpan.FromSeconds(result.GetValue(warmup)), measured), cancellationToken);
            LoadReport.Print(outcome, measured);
            var exact = drift is null || await drift.FinishAsync(outcome, cancellationToken);
            return exact && outcome.IsGood ? 0 : 1;
        });
    }
}
