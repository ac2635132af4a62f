using System.CommandLine;
using AgentMonitor.Load.Live;

namespace AgentMonitor.Load.Commands;

/// <summary>From a POST to the event that a live client gets for it.</summary>
internal static class LiveCommand
{
    public static Command Create(Settings settings)
    {
        var samples = new Option<int>("--samples") { DefaultValueFactory = _ => 100 };
        var interval = new Option<int>("--interval") { Description = "Milliseconds between samples.", DefaultValueFactory = _ => 250 };
        var command = new Command("live", "POST to live event, in milliseconds.") { samples, interval };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = settings.GetAdmin(result);
            var run = new LiveRun(
                settings.Endpoint(result),
                admin,
                settings.Records(result, _ => DateTime.UtcNow),
                TimeSpan.FromMilliseconds(result.GetValue(interval)));
            await run.RunAsync(result.GetValue(samples), cancellationToken);
        });
        return command;
    }
}
