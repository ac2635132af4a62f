using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AgentMonitor.Http.Alerts;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.Live;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Http.Tests.Alerts;

public sealed class AlertApiTests
{
    private const string Path = "/api/admin/alerts";

    private const string FailuresAtOnce =
        """{"rules":[{"id":"failures","name":"Too many failures","kind":"error_rate","severity":"critical","threshold":0.5,"recover":0.25,"minimum_executions":2}]}""";

    [Fact]
    public async Task A_new_installation_has_the_usual_rules_and_no_alerts()
    {
        await using var api = await TestApi.StartAsync();
        await api.Services.GetRequiredService<AlertWatch>().EvaluateAsync(default);

        var answer = await api.GetAsync(Path).JsonAsync();

        Golden.Matches("alerts-empty", answer);
        Assert.All(answer["rules"]!.AsArray(), rule => Assert.True((bool)rule!["is_default"]!));
    }

    [Fact]
    public async Task An_alert_fires_is_acknowledged_is_over_and_is_history()
    {
        await using var api = await TestApi.StartAsync();
        await PutAsync(api, FailuresAtOnce).JsonAsync();
        await FailAsync(api, "a", "b", "c");

        var firing = await api.GetAsync(Path).JsonAsync();
        var id = (string)firing["active"]![0]!["id"]!;
        firing["active"]![0]!["id"] = "0192f3c1d0e07d6ab0c1d2e3f4a5b6c7";
        Golden.Matches("alerts", firing);

        var seen = await AcknowledgeAsync(api, id, """{"note":"Ann looks at it"}""").JsonAsync();
        Assert.Equal(("acknowledged", "Ann looks at it"), ((string?)seen["alert"]!["state"], (string?)seen["alert"]!["acknowledged_note"]));
        Assert.Equal("acknowledged", (string?)(await api.GetAsync(Path).JsonAsync())["active"]![0]!["state"]);

        api.Clock.Advance(TimeSpan.FromMinutes(20));
        await SucceedAsync(api, 12);
        Assert.Empty((await api.GetAsync(Path).JsonAsync())["active"]!.AsArray());
        var history = await api.GetAsync(Path + "/history").JsonAsync();
        Assert.Equal(id, (string?)history["alerts"]![0]!["id"]);
        history["alerts"]![0]!["id"] = "0192f3c1d0e07d6ab0c1d2e3f4a5b6c7";
        Golden.Matches("alert-history", history);
        Assert.Equal(404, await AcknowledgeAsync(api, id, "{}").StatusAsync());
    }

    [Fact]
    public async Task Browsers_are_told_in_the_form_of_the_answers()
    {
        await using var api = await TestApi.StartAsync();
        using var browser = api.Services.GetRequiredService<ILiveFrames>().Subscribe();
        await PutAsync(api, FailuresAtOnce).JsonAsync();
        await FailAsync(api, "a", "b", "c");
        var active = (await api.GetAsync(Path).JsonAsync())["active"]![0]!;
        api.Clock.Advance(TimeSpan.FromSeconds(5));

        var frames = new List<JsonNode>();
        for (var i = 0; i < 20; i++)
        {
            api.Clock.Advance(LiveFeed.Pace);
            while (browser.Frames.TryRead(out var frame))
            {
                frames.Add(JsonNode.Parse(frame.Json.Span)!);
            }
        }

        var raised = Assert.Single(frames, frame => (string?)frame["type"] == "alert:raised");
        Assert.True(JsonNode.DeepEquals(active, raised["data"]), $"{active}\n{raised["data"]}");
        raised["data"]!["id"] = "0192f3c1d0e07d6ab0c1d2e3f4a5b6c7";
        raised["seq"] = 1;
        raised["timestamp"] = "2026-10-20T12:00:00Z";
        Golden.Matches("frame-alert-raised", raised);
    }

    [Fact]
    public async Task Rules_are_replaced_only_on_the_version_that_was_read_where_that_is_asked_for()
    {
        await using var api = await TestApi.StartAsync();
        var never = await TagAsync(api);

        Assert.Equal(200, await PutAsync(api, FailuresAtOnce, never).StatusAsync());
        Assert.Equal("changed-meanwhile", (await PutAsync(api, """{"rules":[]}""", never).ProblemAsync(412)).Slug());
        var first = await TagAsync(api);
        Assert.NotEqual(never, first);
        Assert.Equal(200, await PutAsync(api, """{"rules":[]}""").StatusAsync());
        Assert.Equal(412, await PutAsync(api, FailuresAtOnce, first).StatusAsync());
        Assert.Equal(200, await PutAsync(api, FailuresAtOnce, await TagAsync(api)).StatusAsync());
        Assert.Equal("failures", (string?)(await api.GetAsync(Path).JsonAsync())["rules"]![0]!["id"]);
    }

    [Fact]
    public async Task Every_fault_of_every_rule_is_pointed_at()
    {
        await using var api = await TestApi.StartAsync();

        var problem = await PutAsync(
            api,
            """{"rules":[{"id":"a","name":"A","kind":"weather","severity":5,"for_seconds":1.5,"threshold":"1","enabled":"yes","agent":7},7,{"id":"\ud800"}]}""").ProblemAsync(422);

        Assert.Equal(
            [
                "/rules/0/agent", "/rules/0/enabled", "/rules/0/for_seconds", "/rules/0/kind", "/rules/0/severity", "/rules/0/threshold",
                "/rules/1/id", "/rules/1/kind", "/rules/1/name", "/rules/2/id", "/rules/2/kind", "/rules/2/name",
            ],
            problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order(StringComparer.Ordinal));
        Assert.Equal("/rules/0/threshold", (string?)(await PutAsync(
            api, """{"rules":[{"id":"a","name":"A","kind":"success_rate","threshold":2}]}""").ProblemAsync(422))["errors"]![0]!["pointer"]);
        Assert.Equal(11, (await api.GetAsync(Path).JsonAsync())["rules"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("[]", 422)]
    [InlineData("{}", 422)]
    [InlineData("""{"rules":{}}""", 422)]
    [InlineData("{", 400)]
    public async Task What_holds_no_rules_is_refused(string body, int status)
    {
        await using var api = await TestApi.StartAsync();

        await PutAsync(api, body).ProblemAsync(status);
    }

    [Theory]
    [InlineData("""{"note":7}""", 422)]
    [InlineData("[]", 422)]
    [InlineData("{", 400)]
    public async Task A_note_is_text(string body, int status)
    {
        await using var api = await TestApi.StartAsync();

        await AcknowledgeAsync(api, "x", body).ProblemAsync(status);
        await AcknowledgeAsync(api, "x", $$"""{"note":"{{new string('a', 1001)}}"}""").ProblemAsync(422);
    }

    [Fact]
    public async Task What_is_only_pending_cannot_be_acknowledged()
    {
        await using var api = await TestApi.StartAsync();
        await PutAsync(api, FailuresAtOnce.Replace("\"minimum", "\"for_seconds\":60,\"minimum", StringComparison.Ordinal)).JsonAsync();
        await FailAsync(api, "a", "b", "c");
        var id = (string)(await api.GetAsync(Path).JsonAsync())["active"]![0]!["id"]!;

        Assert.Equal("alert-not-firing", (await AcknowledgeAsync(api, id, "{}").ProblemAsync(409)).Slug());
    }

    [Fact]
    public async Task Without_a_webhook_a_test_says_what_to_set()
    {
        await using var api = await TestApi.StartAsync();

        var problem = await api.PostAsync(Path + "/success-rate/test", token: TestApi.AdminToken, type: null).ProblemAsync(409);

        Assert.Contains("WebhookUrl", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(404, await api.PostAsync(Path + "/nothing/test", token: TestApi.AdminToken, type: null).StatusAsync());
    }

    [Fact]
    public async Task History_is_told_page_by_page_newest_first()
    {
        await using var api = await TestApi.StartAsync();
        await FailAsync(api, "a", "b", "c");
        for (var i = 0; i < 5; i++)
        {
            await PutAsync(api, FailuresAtOnce).JsonAsync();
            await api.Services.GetRequiredService<AlertWatch>().EvaluateAsync(default);
            await PutAsync(api, """{"rules":[]}""").JsonAsync();
            await api.Services.GetRequiredService<AlertWatch>().EvaluateAsync(default);
            api.Clock.Advance(TimeSpan.FromSeconds(i % 2));
        }

        var (ids, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await api.GetAsync($"{Path}/history?limit=2" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))).JsonAsync();
            ids.AddRange(page["alerts"]!.AsArray().Select(alert => (string)alert!["id"]!));
            cursor = (string?)page["next_cursor"];
        }
        while (cursor is not null);

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(ids, (await api.GetAsync(Path + "/history").JsonAsync())["alerts"]!.AsArray().Select(alert => (string)alert!["id"]!));
        Assert.Equal(422, await api.GetAsync(Path + "/history?cursor=nonsense").StatusAsync());
    }

    private static async Task FailAsync(TestApi api, params string[] ids)
    {
        foreach (var id in ids)
        {
            Assert.Equal(201, await api.PostAsync("/api/executions", Records.Failure(id)).StatusAsync());
        }

        await api.ProjectAsync();
        await api.Services.GetRequiredService<AlertWatch>().EvaluateAsync(default);
    }

    private static async Task SucceedAsync(TestApi api, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var record = Records.Success($"s{i}").Replace("11:59:00", "12:19:00", StringComparison.Ordinal);
            Assert.Equal(201, await api.PostAsync("/api/executions", record).StatusAsync());
        }

        await api.ProjectAsync();
        await api.Services.GetRequiredService<AlertWatch>().EvaluateAsync(default);
    }

    private static async Task<string> TagAsync(TestApi api)
    {
        using var response = await api.GetAsync(Path);
        return response.Headers.ETag!.ToString();
    }

    private static Task<HttpResponseMessage> AcknowledgeAsync(TestApi api, string id, string body) =>
        api.PostAsync($"{Path}/{id}/acknowledge", body, TestApi.AdminToken);

    private static Task<HttpResponseMessage> PutAsync(TestApi api, string body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        }

        return api.SendAsync(request, TestApi.AdminToken);
    }
}
