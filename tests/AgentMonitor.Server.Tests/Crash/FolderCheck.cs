using System.Net;
using System.Text.Json.Nodes;
using AgentMonitor.Server.Tests.Processes;
using Xunit;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>
/// Holds a folder that a server has left, in whatever way, against what its clients were told: nothing acknowledged is
/// lost, nothing else exists than was sent, the files are whole, and every total equals a recount.
/// </summary>
internal sealed class FolderCheck(AcknowledgementLog log, string label)
{
    /// <summary>Starts a server on the folder, asks it, stops it, and reads what it leaves. The figures in a sentence.</summary>
    public async Task<string> VerifyAsync(string folder)
    {
        AssertNone(log.Surprises, "answers that nobody promised");
        Totals totals;
        await using (var server = await ServerProcess.StartAsync(folder))
        {
            using var http = server.CreateClient();
            await VerifyFoundAsync(http);
            totals = await Totals.AskAsync(http);
            Assert.Equal(0, await server.StopAsync());
        }

        Assert.Equal(["ok", "ok"], StoredLog.CheckIntegrity(folder));
        var stored = await StoredLog.ReadAsync(folder);
        var ids = VerifyStored(stored);
        totals.VerifyEqual(stored);
        return $"{ids} stored: 0 lost, 0 phantom, drift 0 ({totals.Executions} executions recounted, {totals.Cells} cells)";
    }

    /// <summary>The server answers with what was sent to it, for the ids that were acknowledged last or for all.</summary>
    public async Task VerifyFoundAsync(HttpClient http, int newest = int.MaxValue)
    {
        var ids = log.AcknowledgedIds(newest);
        var sent = log.AllSent();
        var lost = new List<string>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, stop) =>
        {
            using var answer = await http.GetAsync(new Uri($"/api/executions/{id}", UriKind.Relative), stop);
            var fault = answer.StatusCode != HttpStatusCode.OK
                ? $"{id}: acknowledged, and now {(int)answer.StatusCode}"
                : FindFault(sent[id], JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!["execution"]!.AsObject());
            if (fault is not null)
            {
                lock (lost)
                {
                    lost.Add(fault);
                }
            }
        });
        AssertNone(lost, $"of {ids.Count} acknowledged executions lost");
    }

    private string? FindFault(SentExecution sent, JsonObject stored)
    {
        var isFinished = (string?)stored["status"] != "running";
        return !isFinished && log.StateOf(sent) == Acknowledged.End
            ? $"{sent.Id}: its end was acknowledged, and it is running"
            : sent.FindDifference(stored, isFinished);
    }

    private int VerifyStored(StoredLog stored)
    {
        var sent = log.AllSent();
        var ids = stored.Records.Select(record => record.Id.Value).ToHashSet();
        AssertNone(ids.Where(id => !sent.ContainsKey(id)), "phantoms: stored, and never sent");
        AssertNone(log.AcknowledgedIds().Where(id => !ids.Contains(id)), "lost: acknowledged, and not stored");
        AssertNone(
            stored.Finished.GroupBy(record => record.Id.Value).Where(rows => rows.Count() > 1).Select(rows => rows.Key),
            "stored as finished more than once");
        return ids.Count;
    }

    private void AssertNone(IEnumerable<string> found, string what)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, $"{label}: {all.Count} {what}:\n{string.Join('\n', all.Take(10))}");
    }
}
