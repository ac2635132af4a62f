using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Ingest;
using AgentMonitor.Server.Tests.Crash;
using AgentMonitor.Server.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace AgentMonitor.Server.Tests.Overload;

[Collection(ProcessCollection.Name)]
public sealed class OverloadTests(ITestOutputHelper output)
{
    // Sixteen keep two cores busy.
    private const int Senders = 160;
    private const long MostMemoryMb = 512;

    private static double MostMs => Campaigns.Allowed(TimeSpan.FromSeconds(2)).TotalMilliseconds;

    private static TimeSpan AtOnce => Campaigns.Allowed(TimeSpan.FromMilliseconds(250));

    private static TimeSpan NormalWithin => Campaigns.Allowed(TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Ten_times_more_than_can_be_taken_is_turned_away_in_time_and_in_bounds()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.CreateClient();
        var flood = new Flood(server.Url);

        // A server that has only just started is slower than it will ever be again.
        await flood.RunAsync(senders: 4, TimeSpan.FromSeconds(4));
        flood.AcceptedMs.Clear();

        var began = Stopwatch.GetTimestamp();
        var flooding = flood.RunAsync(Senders, Campaigns.OverloadTime);
        var most = await WatchAsync(server, flooding);
        var throughAll = flood.MsToWorkThrough(new IngestOptions().MaxUnansweredBytes, Stopwatch.GetElapsedTime(began));
        var normalAfter = await UntilNormalAsync(http);

        output.WriteLine($"{flood.Sent} arrays of {Flood.Records} sent, {flood.Accepted} accepted (p99 {Percentile.Of(flood.AcceptedMs, 99):0} ms), {flood.Rejected} rejected; {most} MB at most; normal after {normalAfter.TotalSeconds:0.0} s");
        Assert.Empty(flood.Surprises);
        Assert.Equal(flood.Sent, flood.Accepted + flood.Rejected);
        Assert.True(flood.Rejected > 0, "nothing had to be rejected: this was no overload");
        // What is accepted waits for no more than may be unanswered at once, however slow the machine is.
        Assert.InRange(Percentile.Of(flood.AcceptedMs, 99), 0, Campaigns.IsAlone ? MostMs : Math.Max(MostMs, 3 * throughAll));
        Assert.InRange(most, 1, MostMemoryMb);
        Assert.InRange(normalAfter, TimeSpan.Zero, NormalWithin);
        await AssertNoDriftAsync(http, flood.Accepted * Flood.Records);
    }

    private static async Task<long> WatchAsync(ServerProcess server, Task flooding)
    {
        var most = 0L;
        while (!flooding.IsCompleted)
        {
            most = Math.Max(most, server.MemoryMb);
            await Task.WhenAny(flooding, Task.Delay(100));
        }

        await flooding;
        return most;
    }

    // Ready, and a post is taken at once.
    private static async Task<TimeSpan> UntilNormalAsync(HttpClient http)
    {
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; ; number++)
        {
            var asked = Stopwatch.GetTimestamp();
            using var content = new StringContent($$"""{"execution_id":"after-{{number}}","agent_name":"after","status":"cancelled"}""", Encoding.UTF8, "application/json");
            using var posted = await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content);
            using var ready = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
            if ((posted.StatusCode == HttpStatusCode.Created && ready.IsSuccessStatusCode && Stopwatch.GetElapsedTime(asked) < AtOnce)
                || Stopwatch.GetElapsedTime(began) > 2 * NormalWithin)
            {
                return Stopwatch.GetElapsedTime(began);
            }

            await Task.Delay(100);
        }
    }

    private static async Task AssertNoDriftAsync(HttpClient http, long accepted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var answer = await http.PostAsync(new Uri("/api/admin/reconcile", UriKind.Relative), null, patience.Token);
        var report = JsonNode.Parse(await answer.Content.ReadAsStringAsync(patience.Token))!["report"]!;
        var metrics = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/admin/metrics?hours=24", UriKind.Relative)))!["metrics"]!;
        Assert.Equal((0, accepted), ((long)report["drift"]!, (long)metrics["total_requests"]!));
    }
}
