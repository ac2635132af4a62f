using System.CommandLine;
using AgentMonitor.Load.Measure;
using AgentMonitor.Load.Runs;

namespace AgentMonitor.Load.Commands;

/// <summary>A given rate for some minutes, and what the server's memory does meanwhile.</summary>
internal static class SteadyCommand
{
    public static Command Create(Settings settings)
    {
        var shape = new ShapeOptions();
        var rate = new Option<double>("--rate") { Description = "Executions a second.", DefaultValueFactory = _ => 1000 };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 600 };
        var process = new Option<int?>("--pid") { Description = "The server's process, whose memory is watched." };
        var command = new Command("steady", "Post at a given rate; latency counts from when a request was due.") { rate, seconds, process };
        shape.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var run = new SteadyRun(
                settings.Endpoint(result), settings.Records(result, _ => DateTime.UtcNow), shape.Read(result), result.GetValue(rate));
            await using var memory = result.GetValue(process) is { } pid ? MemoryWatch.Start(pid) : null;
            using var admin = settings.FindAdmin(result);
            var code = await CheckedRun.RunAsync(
                admin,
                () => run.RunAsync(TimeSpan.FromSeconds(result.GetValue(seconds)), cancellationToken),
                answered => answered.Elapsed,
                cancellationToken);
            if (memory is not null)
            {
                LoadReport.Line("VmRSS, MB", memory.ToString());
            }

            return code;
        });
        return command;
    }
}
