using System.CommandLine;
using AgentMonitor.Load.Live;
using AgentMonitor.Load.Measure;

namespace AgentMonitor.Load.Commands;

/// <summary>From a POST to the event that a live client gets for it: one at a time, or many clients under full load.</summary>
internal static class LiveCommand
{
    public static Command Create(Settings settings)
    {
        var shape = new ShapeOptions();
        var samples = new Option<int>("--samples") { DefaultValueFactory = _ => 100 };
        var interval = new Option<int>("--interval") { Description = "Milliseconds between samples.", DefaultValueFactory = _ => 250 };
        var viewers = new Option<int>("--viewers") { Description = "So many live clients, while it ingests at full speed; 0: one, idle." };
        var seconds = new Option<int>("--seconds") { Description = "With --viewers.", DefaultValueFactory = _ => 20 };
        var command = new Command("live", "POST to live event, in milliseconds.") { samples, interval, viewers, seconds };
        shape.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = settings.GetAdmin(result);
            if (result.GetValue(viewers) is > 0 and var count)
            {
                var run = new ViewersRun(settings.Endpoint(result), admin, endOf => settings.Records(result, endOf), shape.Read(result));
                var seen = await run.RunAsync(count, TimeSpan.FromSeconds(result.GetValue(seconds)), cancellationToken);
                Print(seen);
                return seen.IsGood ? 0 : 1;
            }

            var idle = new LiveRun(
                settings.Endpoint(result), admin, settings.Records(result, _ => DateTime.UtcNow), TimeSpan.FromMilliseconds(result.GetValue(interval)));
            Print(await idle.RunAsync(result.GetValue(samples), cancellationToken));
            return 0;
        });
        return command;
    }

    private static void Print(ViewersResult seen)
    {
        LoadReport.Print(seen.Load, seen.Load.Elapsed);
        LoadReport.Print(seen.Drift);
        LoadReport.Line("frames", seen.Frames, "N0");
        LoadReport.Line("gaps / dropped", $"{seen.Gaps} / {seen.Dropped}");
        LoadReport.Line("not seen / counted", $"{seen.Missing} / {seen.Uncounted}");
        Print(seen.Latency);
    }

    private static void Print(LatencyHistogram latency)
    {
        LoadReport.Line("events seen", latency.Count, "N0");
        LoadReport.Line("POST to event p50", latency.QuantileMs(0.5), "N1");
        LoadReport.Line("POST to event p95", latency.QuantileMs(0.95), "N1");
        LoadReport.Line("POST to event p99", latency.QuantileMs(0.99), "N1");
    }
}
