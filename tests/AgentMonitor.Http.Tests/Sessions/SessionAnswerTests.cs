using System.Text.Json.Nodes;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.State;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Sessions;

public sealed class SessionAnswerTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync();
        await _api.Store.State.TrySaveAsync(
            new StateDocument(StateKinds.Settings, "address-key", "{\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}"u8.ToArray()), default);
        foreach (var record in new[]
        {
            """{"execution_id":"a","agent_name":"tutor","status":"success","user_id":"ann","user_name":"Ann","session_id":"s1","language":"en","region":"westeurope","client":{"address":"203.0.113.7","user_agent":"Mozilla/5.0"},"started_at":"2026-10-20T11:57:00Z","ended_at":"2026-10-20T11:57:03Z","tokens_used":100,"cost_usd":0.002}""",
            """{"execution_id":"b","agent_name":"grader","status":"failure","user_id":"ann","session_id":"s1","error_message":"no","started_at":"2026-10-20T11:58:00Z","ended_at":"2026-10-20T11:58:21Z","tokens_used":50}""",
            """{"execution_id":"c","agent_name":"tutor","status":"running","user_id":"bob","session_id":"s2","language":"de","started_at":"2026-10-20T11:59:30Z"}""",
            """{"execution_id":"d","agent_name":"tutor","status":"success","user_id":"cy","session_id":"s3","ended_at":"2026-10-19T03:00:00Z"}""",
            """{"execution_id":"e","agent_name":"tutor","status":"success","user_id":"ann","ended_at":"2026-10-12T03:00:00Z"}""",
        })
        {
            await _api.PostAsync("/api/executions", record).JsonAsync(Created);
        }

        await _api.ProjectAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Sessions_come_last_active_first_with_a_sum_of_what_goes_on()
    {
        var answer = await _api.GetAsync("/api/admin/sessions").JsonAsync();

        Golden.Matches("sessions", answer);
        Assert.Equal(["s2", "s1", "s3"], Ids(answer["sessions"]!, "session_id"));
        Assert.Equal(2, (int)answer["summary"]!["active"]!);
    }

    [Theory]
    [InlineData("active=true", "s2,s1")]
    [InlineData("active=false", "s3")]
    [InlineData("user=ann", "s1")]
    [InlineData("q=ANN", "s1")]
    [InlineData("q=nobody", "")]
    public async Task Sessions_are_narrowed(string query, string ids)
    {
        var answer = await _api.GetAsync("/api/admin/sessions?" + query).JsonAsync();

        Assert.Equal(ids, string.Join(',', Ids(answer["sessions"]!, "session_id")));
    }

    [Fact]
    public async Task A_session_s_journey_is_told_from_its_beginning()
    {
        var answer = await _api.GetAsync("/api/admin/sessions/s1").JsonAsync();

        Golden.Matches("session", answer);
        Assert.Equal(["a", "b"], Ids(answer["journey"]!, "execution_id"));
        Assert.Equal((2, 1, 1), ((int)answer["totals"]!["total_requests"]!, (int)answer["totals"]!["successful"]!, (int)answer["totals"]!["failed"]!));
    }

    [Fact]
    public async Task A_journey_is_read_page_by_page()
    {
        var first = await _api.GetAsync("/api/admin/sessions/s1?limit=1").JsonAsync();
        var second = await _api.GetAsync("/api/admin/sessions/s1?limit=1&cursor=" + (string?)first["next_cursor"]).JsonAsync();

        Assert.Equal(["a"], Ids(first["journey"]!, "execution_id"));
        Assert.Equal(["b"], Ids(second["journey"]!, "execution_id"));
        Assert.Null(second["next_cursor"]);
        Assert.Equal(first["totals"]!.ToJsonString(), second["totals"]!.ToJsonString());
    }

    [Fact]
    public async Task Users_come_last_seen_first_with_how_many_are_active()
    {
        var answer = await _api.GetAsync("/api/admin/users").JsonAsync();

        Golden.Matches("users", answer);
        Assert.Equal(["bob", "ann", "cy"], Ids(answer["users"]!, "user_id"));
        Assert.Equal((3, 2, 1, 1), ((int)answer["active"]!["total"]!, (int)answer["active"]!["unique"]!, (int)answer["active"]!["new"]!, (int)answer["active"]!["returning"]!));
    }

    [Theory]
    [InlineData("active=5m", "bob,ann")]
    [InlineData("active=30m", "bob,ann")]
    [InlineData("active=today", "bob,ann")]
    [InlineData("active=week", "bob,ann,cy")]
    [InlineData("active=all&limit=1", "bob")]
    [InlineData("new=true", "bob")]
    [InlineData("new=true&hours=48", "bob,cy")]
    [InlineData("q=AN", "ann")]
    public async Task The_users_behind_a_number_are_listed(string query, string ids)
    {
        var answer = await _api.GetAsync("/api/admin/users?" + query).JsonAsync();

        Assert.Equal(ids, string.Join(',', Ids(answer["users"]!, "user_id")));
    }

    [Fact]
    public async Task A_user_s_summary_says_the_same_of_when_they_were_there()
    {
        var listed = (await _api.GetAsync("/api/admin/users?q=ann").JsonAsync())["users"]![0]!;
        var summary = (await _api.GetAsync("/api/admin/user-activity/ann").JsonAsync())["summary"]!;

        Assert.Equal((string?)listed["first_seen_at"], (string?)summary["first_seen"]);
        Assert.Equal((string?)listed["last_seen_at"], (string?)summary["last_seen"]);
        Assert.True((bool)summary["is_returning"]!);
    }

    [Theory]
    [InlineData("sessions?active=maybe&limit=0")]
    [InlineData("users?active=year&new=perhaps")]
    [InlineData("users?tz=Nowhere/Land&hours=-1")]
    public async Task Everything_that_is_wrong_is_said_at_once(string query)
    {
        var problem = await _api.GetAsync("/api/admin/" + query).ProblemAsync(422);

        Assert.Equal(2, problem["errors"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("sessions?cursor=nonsense")]
    [InlineData("users?cursor=nonsense")]
    [InlineData("sessions/s1?cursor=nonsense")]
    public async Task A_cursor_of_somebody_else_is_refused(string query) =>
        await _api.GetAsync("/api/admin/" + query).ProblemAsync(422);

    [Fact]
    public async Task A_session_nobody_has_seen_is_not_found() =>
        await _api.GetAsync("/api/admin/sessions/s9").ProblemAsync(404);

    private static IEnumerable<string> Ids(JsonNode items, string name) => items.AsArray().Select(item => (string)item![name]!);
}
