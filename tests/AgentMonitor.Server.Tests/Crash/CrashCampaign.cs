using System.Net;
using System.Text.Json.Nodes;
using AgentMonitor.Server.Hosting;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Crash;

/// <summary>
/// One data folder, servers that die on it one after the other, and what their clients were told meanwhile. Whatever
/// happens to them, <see cref="VerifyAsync"/> holds.
/// </summary>
internal sealed class CrashCampaign(int seed, ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Random _random = new(seed);
    private readonly AcknowledgementLog _log = new();
    private int _ends;

    /// <summary>SIGKILL after a random number of acknowledgements.</summary>
    public Task KillAsync() => LoadAsync(async (server, clients) =>
    {
        await SomeWorkAsync(clients);
        server.Kill();
    });

    /// <summary>SIGTERM after a random number of acknowledgements; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        var exitCode = -1;
        await LoadAsync(async (server, clients) =>
        {
            await SomeWorkAsync(clients);
            exitCode = await server.StopAsync();
        });
        return exitCode;
    }

    /// <summary>SIGKILL while the store stands still at the count-th passing of a failpoint.</summary>
    public Task KillAtAsync(string failpoint, int count) => LoadAsync(
        async (server, clients) =>
        {
            await server.WaitForLogAsync(CrashPoint.Reached);
            // An answer that went out before its time gets the time to arrive.
            await Task.Delay(100);
            clients.ExpectTheEnd();
            server.Kill();
        },
        $"{failpoint}:{count}");

    /// <summary>
    /// Nothing acknowledged is lost, nothing else exists than was sent, the files are whole, and every total equals a
    /// recount. Writes the figures.
    /// </summary>
    public async Task VerifyAsync()
    {
        output.WriteLine($"seed {seed}: {_ends} ends, {_log.Sent} sent, {_log.Count} acknowledged");
        AssertNone(_log.Surprises, "answers that nobody promised");
        Totals totals;
        await using (var server = await ServerProcess.StartAsync(_folder.Path))
        {
            using var http = server.CreateClient();
            await VerifyFoundAsync(http, _log.AcknowledgedIds());
            totals = await Totals.AskAsync(http);
            Assert.Equal(0, await server.StopAsync());
        }

        Assert.Equal(["ok", "ok"], StoredLog.CheckIntegrity(_folder.Path));
        var stored = await StoredLog.ReadAsync(_folder.Path);
        var ids = VerifyStored(stored);
        totals.VerifyEqual(stored);
        output.WriteLine($"{ids} stored: 0 lost, 0 phantom, drift 0 ({totals.Executions} executions recounted, {totals.Cells} cells)");
    }

    public void Dispose() => _folder.Dispose();

    private async Task LoadAsync(Func<ServerProcess, LoadingClients, Task> end, string? failpoint = null)
    {
        var environment = new Dictionary<string, string?> { [CrashPoint.Variable] = failpoint };
        await using var server = await ServerProcess.StartAsync(_folder.Path, environment);
        using var http = server.CreateClient();
        await VerifyFoundAsync(http, _log.AcknowledgedIds(newest: 60));
        var clients = new LoadingClients(server.Url, _log, $"round-{_ends}", _random.Next());
        var running = clients.RunAsync();
        await end(server, clients);
        await running;
        _ends++;
    }

    // To a moment that has nothing to do with the last answer.
    private async Task SomeWorkAsync(LoadingClients clients)
    {
        await _log.More(_random.Next(1, 300)).WaitAsync(TimeSpan.FromSeconds(30));
        await Task.Delay(_random.Next(40));
        clients.ExpectTheEnd();
    }

    private async Task VerifyFoundAsync(HttpClient http, List<string> ids)
    {
        var sent = _log.AllSent();
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
        AssertNone(lost, $"of {ids.Count} acknowledged executions lost after {_ends} ends");
    }

    private string? FindFault(SentExecution sent, JsonObject stored)
    {
        var isFinished = (string?)stored["status"] != "running";
        return !isFinished && _log.StateOf(sent) == Acknowledged.End
            ? $"{sent.Id}: its end was acknowledged, and it is running"
            : sent.FindDifference(stored, isFinished);
    }

    private int VerifyStored(StoredLog stored)
    {
        var sent = _log.AllSent();
        var ids = stored.Records.Select(record => record.Id.Value).ToHashSet();
        AssertNone(ids.Where(id => !sent.ContainsKey(id)), "phantoms: stored, and never sent");
        AssertNone(_log.AcknowledgedIds().Where(id => !ids.Contains(id)), "lost: acknowledged, and not stored");
        AssertNone(
            stored.Finished.GroupBy(record => record.Id.Value).Where(rows => rows.Count() > 1).Select(rows => rows.Key),
            "stored as finished more than once");
        return ids.Count;
    }

    private void AssertNone(IEnumerable<string> found, string what)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, $"seed {seed}, {all.Count} {what}:\n{string.Join('\n', all.Take(10))}");
    }
}
