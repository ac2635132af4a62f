using System.Text.Json.Nodes;
using AgentMonitor.Http.Tests.Api;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Ingest;

/// <summary>The ingest table of the contract, row by row.</summary>
public sealed class IngestAnswerTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_new_record_is_created()
    {
        var answer = await _api.PostAsync("/api/executions", Records.Success("a")).JsonAsync(Created);

        Golden.Matches("execution-created", answer);
    }

    [Fact]
    public async Task The_same_content_again_is_a_duplicate()
    {
        await _api.PostAsync("/api/executions", Records.Success("a")).JsonAsync(Created);

        var answer = await _api.PostAsync("/api/executions", Records.Success("a")).JsonAsync();

        Golden.Matches("execution-duplicate", answer);
        Assert.Equal(1, _api.Store.End);
    }

    [Fact]
    public async Task Other_content_under_a_finished_id_is_a_conflict()
    {
        await _api.PostAsync("/api/executions", Records.Success("a")).JsonAsync(Created);

        var problem = await _api.PostAsync("/api/executions", Records.Success("a", tokens: 7)).ProblemAsync(409);

        Assert.Equal("conflict", problem.Slug());
        Assert.Equal(1, _api.Store.End);
    }

    [Fact]
    public async Task A_running_record_is_updated_when_it_finishes()
    {
        await _api.PostAsync("/api/executions", Records.Running("a")).JsonAsync(Created);

        var answer = await _api.PostAsync("/api/executions", Records.Success("a")).JsonAsync();

        Assert.Equal("updated", (string?)answer["result"]);
    }

    [Fact]
    public async Task Finishing_twice_with_the_same_content_is_a_duplicate()
    {
        await _api.PostAsync("/api/executions", Records.Running("a")).JsonAsync(Created);

        var first = await _api.PostAsync("/api/executions/a/complete", Records.Completion).JsonAsync();
        var second = await _api.PostAsync("/api/executions/a/complete", Records.Completion).JsonAsync();

        Assert.Equal(("updated", "duplicate"), ((string?)first["result"], (string?)second["result"]));
    }

    [Fact]
    public async Task A_heartbeat_needs_no_body_and_a_known_id()
    {
        await _api.PostAsync("/api/executions", Records.Running("a")).JsonAsync(Created);
        _api.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await _api.PostAsync("/api/executions/a/heartbeat", type: null).JsonAsync();
        var problem = await _api.PostAsync("/api/executions/b/heartbeat", type: null).ProblemAsync(404);

        Assert.Equal("updated", (string?)answer["result"]);
        Assert.Equal("not-found", problem.Slug());
    }

    [Fact]
    public async Task An_array_answers_for_each_record()
    {
        await _api.PostAsync("/api/executions", Records.Success("a")).JsonAsync(Created);
        var body = $$"""[{{Records.Success("a")}},{{Records.Success("b")}},{"agent_name":"tutor","status":"lost","attempt":-1},{{Records.Success("a", 7)}}]""";

        var answer = await _api.PostAsync("/api/executions", body).JsonAsync();

        Golden.Matches("executions-batch", answer);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/x-ndjson; charset=utf-8")]
    public async Task Lines_answer_like_an_array(string type)
    {
        var body = Records.Success("a") + "\n\n" + Records.Failure("b") + "\r\n";

        var answer = await _api.PostAsync("/api/executions", body, type: type).JsonAsync();

        Assert.Equal((2, 0, 0), ((int)answer["accepted"]!, (int)answer["duplicates"]!, (int)answer["rejected"]!));
    }

    [Fact]
    public async Task An_array_without_one_valid_record_is_refused_with_every_fault()
    {
        var problem = await _api.PostAsync("/api/executions", """[{"status":"success"},{"agent_name":"x"},3]""").ProblemAsync(400);

        Assert.Equal("all-invalid", problem.Slug());
        Assert.Equal(
            ["/0/agent_name", "/1/status", "/2"],
            problem["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
    }

    [Fact]
    public async Task All_faults_of_a_record_are_said_at_once()
    {
        var body = """{"agent_name":"","status":"lost","execution_time_ms":-1}""";

        var problem = await _api.PostAsync("/api/executions", body).ProblemAsync(422);

        problem["traceId"] = "…";
        Golden.Matches("problem-invalid", problem);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"agent_name":"a","agent_name":"b","status":"success"}""", 400)]
    [InlineData("""{"agent_name":"a\ud800","status":"success"}""", 400)]
    [InlineData("""{"agent_name":"a\u0000","status":"success"}""", 400)]
    [InlineData("""{"agent_name":"a","status":"success","tokens_used":1e999}""", 400)]
    [InlineData("""{"agent_name":"a","status":"success","ended_at":"2020-01-01T00:00:00Z"}""", 422)]
    public async Task What_cannot_be_taken_is_refused(string body, int status) =>
        await _api.PostAsync("/api/executions", body).ProblemAsync(status);

    [Fact]
    public async Task The_idempotency_key_names_a_record_without_an_id()
    {
        var record = """{"agent_name":"tutor","status":"success"}""";

        var answers = new List<JsonNode>();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/executions")
            {
                Content = new StringContent(record, null, "application/json"),
                Headers = { { "Idempotency-Key", "key-1" } },
            };
            answers.Add(await _api.SendAsync(request, TestApi.Key).JsonAsync(attempt == 0 ? Created : OK));
        }

        Assert.Equal("key-1", (string?)answers[0]["execution_id"]);
        Assert.Equal("duplicate", (string?)answers[1]["result"]);
    }
}
