using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using AgentMonitor.Server.Delivery;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Replays;
using AgentMonitor.Server.Settings;
using AgentMonitor.Server.Traces;

namespace AgentMonitor.Server.Commands;

/// <summary><c>replay FILE</c>: posts a trace to a server at the pace at which it happened.</summary>
internal static class ReplayCommand
{
    private const string KeyVariable = "AGENTMONITOR_INGEST_KEY";

    private static readonly Option<double> Speed = new("--speed")
    {
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        Description = "How many times faster than it happened.",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
                && speed is > 0 and <= 1_000_000)
            {
                return speed;
            }

            result.AddError("--speed takes a number above 0, up to 1000000.");
            return 1;
        },
    };

    private static readonly Option<Uri?> Url = new("--url")
    {
        HelpName = "URL",
        Description = $"The server to post to, with the key in {KeyVariable} or the token in ADMIN_TOKEN. "
            + "[default: the server that runs on the data folder]",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return url;
            }

            result.AddError("--url takes an address such as http://127.0.0.1:5210.");
            return null;
        },
    };

    public static Command Make(CommandSurroundings surroundings)
    {
        var file = TraceArgument.Make();
        var command = new Command(
            "replay",
            "Post a trace to a running server at its own pace, as if it happened now. Each replay counts anew. Ctrl+C ends it.")
        {
            file, Speed, Url,
        };
        command.SetAction(parsed => surroundings.RunAsync(stop => ReplayAsync(surroundings, parsed, parsed.GetRequiredValue(file), stop)));
        return command;
    }

    private static async Task<int> ReplayAsync(
        CommandSurroundings surroundings, ParseResult parsed, FileInfo file, CancellationToken stop)
    {
        var folder = DataFolder.Open(MonitorSettings.Read(parsed).Server.Data);
        var (server, credential) = Receiver(folder, parsed.GetValue(Url));
        using var http = new HttpDelivery(server, credential, surroundings.Time);
        var delivery = new PersistentDelivery(http, surroundings.Time);

        var run = "replay-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        var plan = await ReplayPlan.MakeAsync((await TraceFile.OpenAsync(file.FullName, stop)).ReadAsync(stop), run, stop);
        surroundings.Say($"{run}: {plan.Events.Count} executions to {server}" + (plan.LeftOut == 0 ? "" : $", {plan.LeftOut} rows left out: unreadable or without a time"));

        var tally = new ReplayTally();
        var replay = new Replay(delivery, surroundings.Time, parsed.GetValue(Speed));
        try
        {
            await ReplayProgress.ShowAsync(surroundings, delivery, progress => replay.RunAsync(plan, tally, progress, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            surroundings.Say("Stopped.");
        }

        surroundings.Say($"{tally.Accepted} accepted, {tally.Duplicates} duplicates, {tally.Rejected} rejected in {tally.Elapsed:hh\\:mm\\:ss}, {tally.PerSecond:0.0} a second.");
        return tally.Rejected == 0 ? ExitCodes.Ok : Explain(surroundings, tally);
    }

    private static int Explain(CommandSurroundings surroundings, ReplayTally tally)
    {
        surroundings.Say($"  The first was rejected because: {tally.FirstReason}");
        return ExitCodes.Failed;
    }

    // The folder's token is for the folder's server; another address gets only what the environment gives for it.
    private static (Uri Server, string? Credential) Receiver(DataFolder folder, Uri? url)
    {
        var given = Environment.GetEnvironmentVariable(KeyVariable);
        if (url is not null)
        {
            return (url, given ?? Environment.GetEnvironmentVariable("ADMIN_TOKEN"));
        }

        return RunningServer.Find(folder) is { } server
            ? (server.Url, given ?? AdminCredentials.Find(folder))
            : throw new CommandFailedException(
                $"No server runs on {folder.FullPath}. Start one first, or name one with --data or --url.");
    }
}
