using System.CommandLine;
using AgentMonitor.Load.Runs;
using AgentMonitor.Load.Servers;
using AgentMonitor.Load.Sessions;

namespace AgentMonitor.Load.Commands;

/// <summary>The whole measurement: starts what it measures, prints tables, fails if any of it was not true.</summary>
internal static class SessionCommand
{
    private static readonly string[] AllParts = ["single", "array", "steady", "live", "read"];

    public static Command Create(Settings settings)
    {
        var parts = new Option<string[]>("--part")
        {
            Description = "One or more of single, array, steady, live, read; default: all.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => AllParts,
        };
        parts.AcceptOnlyFromAmong(AllParts);
        var rounds = new Option<int>("--rounds") { Description = "Of which the median counts.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<int>("--seconds") { Description = "Measured in each round.", DefaultValueFactory = _ => 8 };
        var yardsticks = new Option<int>("--yardsticks") { Description = "How many of the four.", DefaultValueFactory = _ => 4 };
        var steady = new Option<int>("--steady-seconds") { Description = "At 1,000 a second.", DefaultValueFactory = _ => 60 };
        var history = new Option<long[]>("--history")
        {
            Description = "Executions of the last 24 hours that are asked about.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [100_000, 1_000_000],
        };
        var filled = new Option<string?>("--filled") { Description = "A data folder with more; it is asked about too, and grows a little." };
        var questions = new Option<int>("--questions") { Description = "Times each question is asked.", DefaultValueFactory = _ => 100 };
        var only = OnlyOption.Create();
        var viewers = new Option<int>("--viewers") { DefaultValueFactory = _ => 100 };
        var folder = new Option<string>("--folder")
        {
            Description = "Where data folders are made, on a local disk.",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "session"),
        };
        var command = new Command("session", "Measure everything, beside the yardsticks, and print tables.")
        {
            parts, rounds, seconds, yardsticks, steady, history, filled, questions, only, viewers, folder,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var root = ServerKind.FindRoot();
            var plan = new SessionPlan
            {
                Ours = ServerKind.AgentMonitor(root),
                Yardsticks = [.. ServerKind.Yardsticks(root).Take(result.GetValue(yardsticks))],
                Records = endOf => settings.Records(result, endOf),
                Folder = result.GetValue(folder)!,
                Filled = result.GetValue(filled),
                Rounds = result.GetValue(rounds),
                Measured = TimeSpan.FromSeconds(result.GetValue(seconds)),
                Steady = TimeSpan.FromSeconds(result.GetValue(steady)),
                History = result.GetValue(history)!,
                Questions = result.GetValue(questions),
                Only = result.GetValue(only)!,
                Viewers = result.GetValue(viewers),
            };
            foreach (var part in AllParts.Intersect(result.GetValue(parts)!))
            {
                await RunAsync(part, plan, cancellationToken);
            }

            return plan.IsGood ? 0 : 1;
        });
        return command;
    }

    private static Task RunAsync(string part, SessionPlan plan, CancellationToken cancellationToken) => part switch
    {
        "single" => new PostingPart(plan, LoadShape.Of("single", 64, 1), "One record a POST, 64 connections").RunAsync(cancellationToken),
        "array" => new PostingPart(plan, LoadShape.Of("array", 64, 100), "Arrays of 100, 64 connections").RunAsync(cancellationToken),
        "steady" => new SteadyPart(plan).RunAsync(cancellationToken),
        "live" => new LivePart(plan).RunAsync(cancellationToken),
        _ => new ReadingPart(plan).RunAsync(cancellationToken),
    };
}
