using System.Globalization;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.PowerCut;

[Collection(ProcessCollection.Name)]
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private const int CutsOfOneRecording = 25;

    [StraceFact]
    public async Task A_power_cut_at_any_moment_loses_nothing_acknowledged_and_leaves_no_wrong_total()
    {
        var random = new Random(Campaigns.Seed);
        for (var cuts = 0; cuts < Campaigns.PowerCuts; cuts += CutsOfOneRecording)
        {
            var recording = await Recording.MakeAsync(random.Next(), acknowledgements: 1500);
            output.WriteLine(recording.ToString());
            for (var cut = 0; cut < Math.Min(CutsOfOneRecording, Campaigns.PowerCuts - cuts); cut++)
            {
                await VerifyAsync(recording, random.Next());
            }
        }
    }

    [StraceFact]
    public async Task A_log_that_is_not_flushed_at_each_commit_would_be_seen_to_lose_executions()
    {
        var recording = await Recording.MakeAsync(Campaigns.Seed, acknowledgements: 90);
        var lost = 0;
        for (var cut = 0; cut < 10; cut++)
        {
            using var folder = new TempFolder();
            var (log, _) = recording.Cut(
                recording.Calls.Count - 1, new Random(cut), folder.Path,
                call => call.Kind == DiskCallKind.Sync && call.Path.EndsWith("log.db-wal", StringComparison.Ordinal));
            // They hold more than the log does now, which stops a start.
            Array.ForEach(Directory.GetFiles(folder.Path, "views.db*"), File.Delete);
            var stored = (await StoredLog.ReadAsync(folder.Path)).Records.Select(record => record.Id.Value).ToHashSet();
            lost += log.AcknowledgedIds().Count(id => !stored.Contains(id));
        }

        Assert.True(lost > 0, "ten power cuts without a flush lost nothing, so the replay proves nothing");
    }

    private async Task VerifyAsync(Recording recording, int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        var at = random.Next(recording.Calls.Count);
        var (log, pending) = recording.Cut(at, random, folder.Path);
        var label = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, call {at}, {log.Count} acknowledged, {pending} writes in danger");
        output.WriteLine($"{label}: {await new FolderCheck(log, label).VerifyAsync(folder.Path)}");
    }
}
