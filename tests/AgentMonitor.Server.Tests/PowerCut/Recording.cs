using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;

namespace AgentMonitor.Server.Tests.PowerCut;

/// <summary>
/// Every call on the data folder of servers that clients posted to, and what those were answered when. Both are timed
/// by the same clock, and a traced process stands still until its call is noted, so that an answer that was read
/// before a call ended had not waited for it.
/// </summary>
internal sealed class Recording
{
    // Enough content to fill a write-ahead log, so that checkpoints are in the recording.
    private const int ContentBytes = 24 * 1024;

    private Recording(IReadOnlyList<DiskCall> calls, AcknowledgementLog log, string folder) => (Calls, Log, Folder) = (calls, log, folder);

    /// <summary>In the order in which they ended.</summary>
    public IReadOnlyList<DiskCall> Calls { get; }

    public AcknowledgementLog Log { get; }

    /// <summary>Where the folder was; it is gone.</summary>
    public string Folder { get; }

    /// <summary>
    /// Three servers one after the other on one folder: the first is killed, the second stops and tidies up, the third is killed.
    /// </summary>
    public static async Task<Recording> MakeAsync(int seed, int acknowledgements)
    {
        using var scratch = new TempFolder();
        var (folder, log) = (scratch.In("data"), new AcknowledgementLog());
        var random = new Random(seed);
        for (var life = 0; life < 3; life++)
        {
            await using var server = await ServerProcess.StartUnderAsync(
                ["strace", "-D", "-f", "--seccomp-bpf", "-q", "-y", "-xx", "-s", "16777216", "-ttt", "-T", "-e", $"trace={StraceReader.Calls}", "-o", scratch.In($"life-{life}")],
                folder);
            var clients = new LoadingClients(server.Url, log, $"life-{life}", random.Next(), ContentBytes);
            var running = clients.RunAsync();
            await log.More(acknowledgements / 3).WaitAsync(2 * Campaigns.Patience);
            clients.ExpectTheEnd();
            if (life == 1)
            {
                Assert.Equal(0, await server.StopAsync());
            }
            else
            {
                // Whether a write went through that was under way when its thread died, nobody could say.
                await server.FreezeAsync();
                server.Kill();
            }

            await running;
        }

        Assert.Empty(log.Surprises);
        var recording = new Recording(StraceReader.Read(Enumerable.Range(0, 3).Select(life => scratch.In($"life-{life}")), folder), log, folder);
        recording.VerifyComplete();
        return recording;
    }

    /// <summary>
    /// The power goes at the moment that call <paramref name="at"/> would have ended; writes to <paramref name="target"/>
    /// what the disk may hold then. Answers what the clients had been told by then, and how many writes were in danger.
    /// </summary>
    public (AcknowledgementLog Log, int Pending) Cut(int at, Random random, string target, Func<DiskCall, bool>? isLost = null)
    {
        var (disk, cut) = (new Disk(), Calls[at].EndedAt);
        foreach (var call in Calls)
        {
            var hasEnded = call.EndedAt < cut;
            if (isLost?.Invoke(call) != true && (hasEnded || (call.StartedAt < cut && call.Kind is DiskCallKind.Write or DiskCallKind.Truncate)))
            {
                disk.Apply(call);
            }
        }

        var pending = disk.Pending;
        disk.Cut(random, target);
        return (Log.Before(DateTimeOffset.UnixEpoch.AddMicroseconds(cut)), pending);
    }

    public override string ToString()
    {
        var files = Calls.GroupBy(call => Path.GetFileName(call.Path))
            .Select(file => $"{file.Key} {file.Count(call => call.Kind == DiskCallKind.Write)} writes {file.Count(call => call.Kind == DiskCallKind.Sync)} flushes");
        return $"{Log.Sent} sent, {Log.Count} acknowledged; {string.Join(", ", files)}";
    }

    // Were a call missing from the recording, or read wrongly, these could not be the same.
    private void VerifyComplete()
    {
        var disk = new Disk();
        foreach (var call in Calls)
        {
            disk.Apply(call);
        }

        foreach (var (name, content) in disk.Contents())
        {
            Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Folder, name))), $"{name} is not what was recorded of it");
        }

        Assert.True(Calls.Count(call => call.Kind == DiskCallKind.Sync) > 20, "hardly any flush was recorded");
    }
}
