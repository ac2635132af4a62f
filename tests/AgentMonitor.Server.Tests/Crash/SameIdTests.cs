using System.Net;
using System.Text.Json.Nodes;
using AgentMonitor.Server.Hosting;
using AgentMonitor.Server.Tests.Processes;
using Xunit;

namespace AgentMonitor.Server.Tests.Crash;

[Collection(ProcessCollection.Name)]
public sealed class SameIdTests
{
    [Fact]
    public async Task The_same_id_five_times_at_once_is_one_row_and_other_content_is_refused()
    {
        using var folder = new TempFolder();
        var sent = SentExecution.Make("once", new Random(1), DateTimeOffset.UtcNow);
        await using (var server = await ServerProcess.StartAsync(folder.Path))
        {
            using var http = server.CreateClient();

            var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostAsync(http, sent.Whole)));
            var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostAsync(http, sent.OtherContent)));

            Assert.Equal(["created", "duplicate", "duplicate", "duplicate", "duplicate"], answers.Select(answer => answer.Result).Order());
            Assert.All(others, other => Assert.Equal(HttpStatusCode.Conflict, other.Status));
            await AssertUnchangedAsync(http, sent);
            await server.StopAsync();
        }

        Assert.Single((await StoredLog.ReadAsync(folder.Path)).Records);
    }

    [Fact]
    public async Task A_record_whose_answer_was_lost_after_the_commit_is_a_duplicate_when_sent_again()
    {
        using var folder = new TempFolder();
        var sent = SentExecution.Make("unanswered", new Random(2), DateTimeOffset.UtcNow);
        var dies = new Dictionary<string, string?> { [CrashPoint.Variable] = "after-commit:1" };
        await using (var server = await ServerProcess.StartAsync(folder.Path, dies))
        {
            using var http = server.CreateClient();
            var unanswered = PostAsync(http, sent.Whole);
            await server.WaitForLogAsync(CrashPoint.Reached);
            server.Kill();
            await Assert.ThrowsAsync<HttpRequestException>(() => unanswered);
        }

        await using (var server = await ServerProcess.StartAsync(folder.Path))
        {
            using var http = server.CreateClient();
            Assert.Equal((HttpStatusCode.OK, "duplicate"), await PostAsync(http, sent.Whole));
            await AssertUnchangedAsync(http, sent);
            await server.StopAsync();
        }

        Assert.Single((await StoredLog.ReadAsync(folder.Path)).Records);
    }

    private static async Task<(HttpStatusCode Status, string? Result)> PostAsync(HttpClient http, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/executions", UriKind.Relative), content);
        return (answer.StatusCode, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["result"]);
    }

    private static async Task AssertUnchangedAsync(HttpClient http, SentExecution sent)
    {
        var stored = JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/executions/{sent.Id}", UriKind.Relative)))!;
        Assert.Null(sent.FindDifference(stored["execution"]!.AsObject(), isFinished: true));
    }
}
