using System.CommandLine;
using AgentMonitor.Server.Delivery;
using AgentMonitor.Server.Folder;
using AgentMonitor.Server.Hosting;
using AgentMonitor.Server.Settings;

namespace AgentMonitor.Server.Commands;

/// <summary><c>reconcile</c>: recounts the raw executions and compares, through the running server if there is one.</summary>
internal static class ReconcileCommand
{
    private static readonly Option<bool> CheckOnly = new("--check-only")
    {
        Description = "Say what differs and change nothing.",
    };

    public static Command Make(CommandSurroundings surroundings)
    {
        var command = new Command(
            "reconcile",
            "Prove that the totals equal a recount of all raw executions that are kept, and mend those that do not. "
            + "Exit code 1 when something differs and was not mended.")
        {
            CheckOnly,
        };
        command.SetAction(parsed => surroundings.RunAsync(stop =>
            ReconcileAsync(surroundings, MonitorSettings.Read(parsed), !parsed.GetValue(CheckOnly), stop)));
        return command;
    }

    private static async Task<int> ReconcileAsync(
        CommandSurroundings surroundings, MonitorSettings settings, bool repair, CancellationToken stop)
    {
        var folder = DataFolder.OpenFilled(settings.Server.Data);
        var proof = RunningServer.Find(folder) is { } server
            ? await RemoteReconcile.RunAsync(server.Url, AdminCredentials.Find(folder), repair, stop)
            : await LocallyAsync(surroundings, settings, folder, repair, stop);
        surroundings.Say(
            $"{proof.Executions} executions recounted, {proof.Cells} cells compared: {proof.Drift} differ, {proof.RepairedCells} mended.");
        return proof.Drift == proof.RepairedCells ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<ReconcileProof> LocallyAsync(
        CommandSurroundings surroundings, MonitorSettings settings, DataFolder folder, bool repair, CancellationToken stop)
    {
        await using var local = LocalPipeline.Open(settings, folder, surroundings.Time);
        var now = surroundings.Time.GetUtcNow();
        var report = await local.Reconciler.RunAsync(DateTimeOffset.MinValue, now.AddDays(1), repair, stop);
        await local.LastRecount.SaveAsync(report, stop);
        return new ReconcileProof(report.Executions, report.Cells, report.Drift, report.RepairedCells);
    }
}

/// <summary>The figures of a recount that the command line shows.</summary>
internal sealed record ReconcileProof(long Executions, long Cells, long Drift, long RepairedCells);
