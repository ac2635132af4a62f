using System.CommandLine;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Commands;

internal static class FillCommand
{
    public static Command Create(Settings settings)
    {
        var count = new Option<long>("--count") { Description = "Executions, rounded up to whole thousands.", Required = true };
        var command = new Command("fill", "Fill the last 24 hours with executions, oldest first, as fast as the server takes them.") { count };
        command.SetAction(async (result, cancellationToken) =>
        {
            var fill = new Fill(settings.Endpoint(result), endOf => settings.Records(result, endOf), result.GetValue(count));
            using var admin = settings.FindAdmin(result);
            return await CheckedRun.RunAsync(admin, () => fill.RunAsync(cancellationToken), run => run.Elapsed, cancellationToken);
        });
        return command;
    }
}
