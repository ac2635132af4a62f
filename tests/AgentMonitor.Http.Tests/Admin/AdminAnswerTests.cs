using System.Text.Json.Nodes;
using AgentMonitor.Http.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Admin;

public sealed class AdminAnswerTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync();
        foreach (var record in new[]
        {
            Records.Success("a"), Records.Success("b", 200), Records.Failure("c"), Records.Failure("d"), Records.Running("e"),
            """{"execution_id":"f","agent_name":"tutor","status":"success","parent_execution_id":"a","user_id":"u1","input_data":{"message":"hello"},"cost_usd":0.005,"usage":{"input_tokens":10,"output_tokens":5},"ended_at":"2026-10-20T11:59:30Z"}""",
        })
        {
            await _api.PostAsync("/api/executions", record).JsonAsync(Created);
        }

        await _api.ProjectAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Metrics_have_the_contract_s_shape()
    {
        var answer = await _api.GetAsync("/api/admin/metrics?hours=24").JsonAsync();

        Golden.Matches("metrics", answer);
        Assert.Equal(5, (int)answer["metrics"]!["total_requests"]!);
        Assert.Equal(0.6m, (decimal)answer["metrics"]!["success_rate"]!);
        Assert.Equal(0.005m, (decimal)answer["metrics"]!["total_cost_usd"]!);
        Assert.Equal(1, (int)answer["metrics"]!["running"]!);
    }

    [Fact]
    public async Task An_empty_window_knows_no_rate_and_no_average()
    {
        var answer = await _api.GetAsync("/api/admin/metrics?from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00%2B02:00").JsonAsync();

        Golden.Matches("metrics-empty", answer);
    }

    [Theory]
    [InlineData("agent=quiz", 2)]
    [InlineData("model=gpt-4o", 2)]
    [InlineData("user=u1", 3)]
    [InlineData("user=u1&agent=quiz", 0)]
    [InlineData("model=gpt-4o&agent=tutor", 2)]
    [InlineData("tz=Europe/Berlin", 5)]
    public async Task Metrics_are_narrowed_by_filters(string query, int total)
    {
        var answer = await _api.GetAsync("/api/admin/metrics?" + query).JsonAsync();

        Assert.Equal(total, (int)answer["metrics"]!["total_requests"]!);
    }

    [Fact]
    public async Task Errors_come_newest_first_and_in_groups()
    {
        var answer = await _api.GetAsync("/api/admin/errors?limit=1").JsonAsync();

        Golden.Matches("errors", Masked(answer));
        Assert.Equal("d", (string?)answer["errors"]![0]!["execution_id"]);
        Assert.Equal(2, (int)answer["groups"]![0]!["count"]!);
    }

    [Theory]
    [InlineData("limit=10", 2)]
    [InlineData("user=u2", 2)]
    [InlineData("user=u1", 0)]
    [InlineData("model=gpt-4o", 0)]
    [InlineData("q=MODEL%20did", 2)]
    [InlineData("q=nobody%20said%20this", 0)]
    [InlineData("hours=1", 2)]
    [InlineData("from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z", 0)]
    public async Task Errors_are_narrowed_by_filters_and_by_the_window_that_is_asked_for(string query, int count)
    {
        var answer = await _api.GetAsync("/api/admin/errors?" + query).JsonAsync();

        Assert.Equal(count, answer["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_fingerprint_narrows_the_groups_to_its_own()
    {
        var all = await _api.GetAsync("/api/admin/errors").JsonAsync();
        var fingerprint = (string?)all["groups"]![0]!["fingerprint"];

        var own = await _api.GetAsync("/api/admin/errors?fingerprint=" + fingerprint).JsonAsync();
        var other = await _api.GetAsync("/api/admin/errors?fingerprint=another").JsonAsync();

        Assert.Equal(2, (int)own["groups"]![0]!["count"]!);
        Assert.Empty(other["groups"]!.AsArray());
    }

    [Fact]
    public async Task A_list_has_rows_and_a_way_on()
    {
        var answer = await _api.GetAsync("/api/executions?limit=2").JsonAsync();

        answer["next_cursor"] = "…";
        Golden.Matches("executions", answer);
    }

    [Fact]
    public async Task A_cursor_leads_to_the_rest_of_a_list()
    {
        var ids = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await _api.GetAsync("/api/executions?limit=2" + (cursor.Length > 0 ? "&cursor=" + cursor : "")).JsonAsync();
            ids.AddRange(page["executions"]!.AsArray().Select(item => (string)item!["execution_id"]!));
            cursor = (string?)page["next_cursor"];
        }

        Assert.Equal(["f", "e", "d", "c", "b", "a"], ids);
    }

    [Theory]
    [InlineData("agent=quiz", "d,c")]
    [InlineData("status=running", "e")]
    [InlineData("model=gpt-4o", "b,a")]
    [InlineData("user=u1&session=s1", "b,a")]
    [InlineData("q=DID%20NOT", "d,c")]
    [InlineData("parent=a", "f")]
    public async Task A_list_is_narrowed_by_filters(string query, string ids)
    {
        var page = await _api.GetAsync("/api/executions?" + query).JsonAsync();

        Assert.Equal(ids, string.Join(',', page["executions"]!.AsArray().Select(item => (string?)item!["execution_id"])));
        Assert.DoesNotContain("input_data", page.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_execution_comes_with_its_content_children_and_receipt()
    {
        var parent = await _api.GetAsync("/api/executions/a").JsonAsync();
        var child = await _api.GetAsync("/api/executions/f").JsonAsync();

        Assert.Equal("f", (string?)parent["children"]![0]!["execution_id"]);
        Assert.Equal("hello", (string?)child["execution"]!["input_data"]!["message"]);
        Assert.True((bool?)parent["receipt"]!["rolled_up"]);
        Assert.NotNull(parent["receipt"]!["rolled_up_at"]);
        Assert.Equal(1, (long)parent["receipt"]!["sequence"]!);
        Golden.Matches("execution", child);
    }

    [Fact]
    public async Task A_user_s_activity_comes_summed_up()
    {
        var answer = await _api.GetAsync("/api/admin/user-activity/u1?limit=2").JsonAsync();

        Assert.Equal(2, answer["activity"]!.AsArray().Count);
        Assert.NotNull(answer["next_cursor"]);
        Assert.Equal(3, (int)answer["summary"]!["total_requests"]!);
        Assert.Equal("tutor", (string?)answer["summary"]!["favourite_agent"]);
        Assert.False((bool)answer["summary"]!["is_returning"]!);
        Golden.Matches("user-activity", answer);
    }

    [Fact]
    public async Task A_user_nobody_has_seen_has_an_empty_summary()
    {
        var answer = await _api.GetAsync("/api/admin/user-activity/nobody").JsonAsync();

        Assert.Empty(answer["activity"]!.AsArray());
        Assert.Equal(0, (int)answer["summary"]!["total_requests"]!);
        Assert.Null(answer["summary"]!["success_rate"]);
        Assert.Null(answer["summary"]!["first_seen"]);
    }

    [Fact]
    public async Task Agents_come_with_what_they_run_now()
    {
        var answer = await _api.GetAsync("/api/admin/agents").JsonAsync();

        var agents = answer["agents"]!.AsArray().Select(agent => ((string)agent!["agent_name"]!, (int)agent["running"]!));
        Assert.Equal([("tutor", 1), ("quiz", 0)], agents);
        Golden.Matches("agents", answer);
    }

    [Fact]
    public async Task The_report_of_a_recount_is_shown_until_it_is_too_old_to_prove_anything()
    {
        await _api.PostAsync("/api/admin/reconcile", token: TestApi.AdminToken);

        _api.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.NotNull((await _api.GetAsync("/api/admin/reconcile").JsonAsync())["report"]);
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await _api.GetAsync("/api/admin/reconcile").JsonAsync())["report"]);
    }

    [Fact]
    public async Task A_recount_finds_no_drift_and_is_kept()
    {
        Assert.Null((await _api.GetAsync("/api/admin/reconcile").JsonAsync())["report"]);

        var run = await _api.PostAsync("/api/admin/reconcile", token: TestApi.AdminToken).JsonAsync();
        var kept = await _api.GetAsync("/api/admin/reconcile").JsonAsync();

        Assert.Equal((0, 5), ((int)run["report"]!["drift"]!, (int)run["report"]!["executions"]!));
        Assert.Equal(run.ToJsonString(), kept.ToJsonString());
    }

    [Fact]
    public async Task Another_instance_answers_with_the_recount_that_this_one_ran()
    {
        await using var other = await TestApi.StartAsync(configure: services => services.AddSingleton(_api.Store.State));

        var run = await _api.PostAsync("/api/admin/reconcile", token: TestApi.AdminToken).JsonAsync();

        Assert.Equal(run.ToJsonString(), (await other.GetAsync("/api/admin/reconcile").JsonAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_recount_says_what_it_cannot_do()
    {
        await _api.PostAsync("/api/admin/reconcile?from=9999-01-01T00:00:00Z&repair=maybe", token: TestApi.AdminToken).ProblemAsync(422);
        await _api.PostAsync("/api/admin/dead-letters/unknown/requeue", token: TestApi.AdminToken).ProblemAsync(404);
        Assert.Equal(0, (int)(await _api.GetAsync("/api/admin/dead-letters").JsonAsync())["count"]!);
    }

    [Fact]
    public async Task Negotiate_gives_a_ticket_and_never_the_token()
    {
        var answer = await _api.PostAsync("/api/negotiate", token: TestApi.AdminToken).JsonAsync();

        Assert.Equal("/api/hub", (string?)answer["url"]);
        Assert.Equal(43, ((string)answer["accessToken"]!).Length);
    }

    // Fingerprints are another part's business.
    private static JsonNode Masked(JsonNode answer)
    {
        var copy = answer.DeepClone();
        foreach (var item in copy["errors"]!.AsArray().Concat(copy["groups"]!.AsArray()))
        {
            item!["fingerprint"] = "…";
        }

        copy["next_cursor"] = "…";
        return copy;
    }
}
