using AgentMonitor.Http.Tests.Api;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Escalations;

public sealed class EscalationAnswerTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync();
        foreach (var record in new[]
        {
            """{"execution_id":"a","agent_name":"tutor","status":"failure","user_id":"ann","session_id":"s1","error_message":"I cannot do this","escalation":{"state":"pending","severity":"critical"},"ended_at":"2026-10-20T11:59:48Z"}""",
            """{"execution_id":"b","agent_name":"grader","status":"success","escalation":{"state":"in_progress"},"ended_at":"2026-10-20T11:50:00Z"}""",
            """{"execution_id":"c","agent_name":"tutor","status":"success","escalation":{"state":"resolved","severity":"low"},"ended_at":"2026-10-19T11:00:00Z"}""",
            """{"execution_id":"d","agent_name":"tutor","status":"success","escalation":{"state":"none"},"ended_at":"2026-10-20T11:00:00Z"}""",
        })
        {
            await _api.PostAsync("/api/executions", record).JsonAsync(Created);
        }

        await _api.ProjectAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Escalations_come_last_raised_first_with_how_many_there_are()
    {
        var answer = await _api.GetAsync("/api/admin/escalations").JsonAsync();

        Golden.Matches("escalations", answer);
    }

    [Theory]
    [InlineData("state=pending", "a")]
    [InlineData("state=in_progress", "b")]
    [InlineData("severity=low", "c")]
    [InlineData("state=resolved&severity=critical", "")]
    public async Task Escalations_are_narrowed(string query, string ids)
    {
        var answer = await _api.GetAsync("/api/admin/escalations?" + query).JsonAsync();

        Assert.Equal(ids, string.Join(',', answer["escalations"]!.AsArray().Select(row => (string?)row!["execution_id"])));
    }

    [Fact]
    public async Task Where_an_admin_puts_it_it_stays()
    {
        var moved = await MoveAsync("a", """{"state":"in_progress","note":"Ben is on it"}""").JsonAsync();

        Golden.Matches("escalation-moved", moved);
        var listed = (await _api.GetAsync("/api/admin/escalations?state=in_progress").JsonAsync())["escalations"]![0]!;
        Assert.Equal(moved["escalation"]!.ToJsonString(), listed.ToJsonString());
    }

    [Fact]
    public async Task What_was_not_handed_to_anybody_cannot_be_moved()
    {
        await MoveAsync("d", """{"state":"resolved"}""").ProblemAsync(404);
        await MoveAsync("nobody", """{"state":"resolved"}""").ProblemAsync(404);
    }

    [Theory]
    [InlineData("""{"state":"none"}""", 1)]
    [InlineData("""{"note":7}""", 2)]
    [InlineData("""{"state":"In_Progress","note":"\ud800"}""", 2)]
    [InlineData("[]", 1)]
    public async Task Everything_that_is_wrong_with_a_move_is_said_at_once(string body, int faults)
    {
        var problem = await MoveAsync("a", body).ProblemAsync(422);

        Assert.Equal(faults, problem["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_question_is_said_at_once()
    {
        var problem = await _api.GetAsync("/api/admin/escalations?state=none&severity=worst&limit=0&tz=Nowhere").ProblemAsync(422);

        Assert.Equal(4, problem["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_move_that_is_no_JSON_is_refused() => await MoveAsync("a", "{").ProblemAsync(400);

    private Task<HttpResponseMessage> MoveAsync(string id, string body) =>
        _api.PostAsync("/api/admin/escalations/" + id, body, TestApi.AdminToken);
}
