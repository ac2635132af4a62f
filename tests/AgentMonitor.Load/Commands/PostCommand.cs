using System.CommandLine;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Commands;

/// <summary>The default: as many executions as the server takes, for some seconds.</summary>
internal static class PostCommand
{
    public static void Configure(Command command, Settings settings)
    {
        var shape = new ShapeOptions();
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 20 };
        var warmup = new Option<int>("--warmup") { Description = "Seconds that are not measured.", DefaultValueFactory = _ => 5 };
        shape.AddTo(command);
        command.Add(seconds);
        command.Add(warmup);
        command.SetAction(async (result, cancellationToken) =>
        {
            var measured = TimeSpan.FromSeconds(result.GetValue(seconds));
            var run = new LoadRun(settings.Endpoint(result), settings.Records(result, _ => DateTime.UtcNow), shape.Read(result));
            using var admin = settings.FindAdmin(result);
            return await CheckedRun.RunAsync(
                admin,
                () => run.RunAsync(() => Pace.ForTime(TimeSpan.FromSeconds(result.GetValue(warmup)), measured), cancellationToken),
                _ => measured,
                cancellationToken);
        });
    }
}
