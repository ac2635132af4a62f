using System.CommandLine;
using AgentMonitor.Server.Delivery;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Hosting;
using AgentMonitor.Server.Imports;
using AgentMonitor.Server.Settings;
using AgentMonitor.Server.Traces;

namespace AgentMonitor.Server.Commands;

/// <summary><c>import FILE</c>: takes a file of executions in, through the running server if there is one.</summary>
internal static class ImportCommand
{
    private static readonly Option<bool> ShiftToNow = new("--shift-to-now")
    {
        Description = "Move all times so that the last execution ends now. The first run's move is kept for the file, "
            + "so that a second run finds duplicates.",
    };

    public static Command Make(CommandSurroundings surroundings)
    {
        var file = TraceArgument.Make();
        var command = new Command(
            "import",
            "Import executions from a file. Run it again after an interruption: what is there already is not counted twice.")
        {
            file,
            ShiftToNow,
        };
        command.SetAction(parsed => surroundings.RunAsync(stop => ImportAsync(
            surroundings, MonitorSettings.Read(parsed), parsed.GetRequiredValue(file), parsed.GetValue(ShiftToNow), stop)));
        return command;
    }

    private static async Task<int> ImportAsync(
        CommandSurroundings surroundings, MonitorSettings settings, FileInfo file, bool shiftToNow, CancellationToken stop)
    {
        var folder = DataFolder.Open(settings.Server.Data);
        var trace = await TraceFile.OpenAsync(file.FullName, stop);
        var shift = shiftToNow
            ? await new KeptShifts(folder.Imports, surroundings.Time).ShiftOfAsync(trace, stop)
            : TimeSpan.Zero;
        var tally = RunningServer.Find(folder) is { } server
            ? await ThroughServerAsync(surroundings, folder, server, trace, shift, stop)
            : await ThroughStoreAsync(surroundings, settings, folder, trace, shift, stop);
        Summarise(surroundings, tally, shiftToNow);
        return tally.Rejected == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<ImportTally> ThroughServerAsync(
        CommandSurroundings surroundings, DataFolder folder, RunningServer server, TraceFile trace, TimeSpan shift, CancellationToken stop)
    {
        using var http = new HttpDelivery(server.Url, AdminCredentials.Find(folder), surroundings.Time);
        return await RunAsync(surroundings, http, trace, shift, stop);
    }

    private static async Task<ImportTally> ThroughStoreAsync(
        CommandSurroundings surroundings, MonitorSettings settings, DataFolder folder, TraceFile trace, TimeSpan shift, CancellationToken stop)
    {
        await using var local = LocalPipeline.Open(settings, folder, surroundings.Time);
        await local.ReadPricesAsync(stop);
        var tally = await RunAsync(surroundings, local.Delivery, trace, shift, stop);
        await local.ProjectToEndAsync(stop);
        return tally;
    }

    private static Task<ImportTally> RunAsync(
        CommandSurroundings surroundings, IDelivery delivery, TraceFile trace, TimeSpan shift, CancellationToken stop)
    {
        var import = new Import(new PersistentDelivery(delivery, surroundings.Time));
        return ImportProgress.ShowAsync(surroundings.Console, progress => import.RunAsync(trace, shift, progress, stop));
    }

    private static void Summarise(CommandSurroundings surroundings, ImportTally tally, bool shifted)
    {
        surroundings.Say(
            $"{tally.Total} records: {tally.Accepted} accepted, {tally.Duplicates} duplicates, {tally.Rejected} rejected.");
        foreach (var (reason, (row, count)) in tally.Reasons)
        {
            surroundings.Say($"  {count} x, first in row {row}: {reason}");
        }

        if (tally.SomeTooOld && !shifted)
        {
            surroundings.Say("Some executions are older than raw executions are kept. To import an old trace as if it had just happened, add --shift-to-now.");
        }
    }
}
