using System.Text;
using AgentMonitor.Erasure;
using AgentMonitor.Http.Alerts;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.State;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Http.Tests.Erasure;

public sealed class ForgetTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync();

        // The key that is made at random otherwise.
        var key = Encoding.UTF8.GetBytes($$"""{"key":"{{Convert.ToBase64String(new byte[ErasedIds.KeyLength])}}"}""");
        await _api.Store.State.TrySaveAsync(new StateDocument(StateKinds.Settings, ErasedIds.KeyName, key), CancellationToken.None);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Forgetting_a_user_says_how_much_there_was()
    {
        await _api.PostAsync("/api/executions", Record("a", "ann", "Ann Arbor"));
        await _api.PostAsync("/api/executions", Record("b", "ben", "Ben Nevis"));
        await _api.ProjectAsync();

        var answer = await _api.PostAsync("/api/admin/users/ann/forget", token: TestApi.AdminToken).JsonAsync();

        Golden.Matches("forget", answer);
    }

    [Fact]
    public async Task No_answer_names_the_user_after_that()
    {
        await _api.PostAsync("/api/executions", Record("a", "ann-canary", "Ann Arbor"));
        await _api.ProjectAsync();
        var before = (await _api.GetAsync("/api/admin/metrics").JsonAsync())["metrics"]!.ToJsonString();

        await _api.PostAsync("/api/admin/users/ann-canary/forget", token: TestApi.AdminToken);

        foreach (var path in (string[])["/api/executions", "/api/admin/errors", "/api/monitoring/export?format=csv", "/api/monitoring/export?format=ndjson",
            "/api/admin/metrics", "/api/admin/dead-letters", "/api/admin/reconcile"])
        {
            var answer = await (await _api.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("canary", answer, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Arbor", answer, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(before, (await _api.GetAsync("/api/admin/metrics").JsonAsync())["metrics"]!.ToJsonString());
        Assert.Equal(0, (int)(await _api.GetAsync("/api/admin/user-activity/ann-canary").JsonAsync())["summary"]!["total_requests"]!);
        Assert.DoesNotContain(_api.Logs.Lines, line =>
            line.Category.StartsWith("AgentMonitor", StringComparison.Ordinal) && line.Text.Contains("canary", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_same_record_again_is_a_duplicate_and_brings_nobody_back()
    {
        await _api.PostAsync("/api/executions", Record("a", "ann", "Ann Arbor"));
        await _api.ProjectAsync();
        await _api.PostAsync("/api/admin/users/ann/forget", token: TestApi.AdminToken);

        var again = await _api.PostAsync("/api/executions", Record("a", "ann", "Ann Arbor")).JsonAsync();

        Assert.Equal("duplicate", (string)again["result"]!);
        Assert.DoesNotContain("Arbor", await (await _api.GetAsync("/api/executions")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_admins_wrote_names_the_user_no_more()
    {
        await _api.PostAsync("/api/executions", Record("a", "ann-canary", "Ann Arbor"));
        await _api.PostAsync("/api/executions", """{"execution_id":"b","agent_name":"tutor","status":"success","user_id":"ben","escalation":{"state":"pending"}}""");
        await _api.ProjectAsync();
        await PutAsync("/api/admin/budgets", """
            {"budgets":[{"id":"b1","name":"Ann Arbor's","scope":"user","key":"ann-canary","period":"daily","limit_usd":0.000001},
                        {"id":"b2","name":"All but ann-canary","scope":"all","period":"daily","limit_usd":5},
                        {"id":"b3","name":"ann-canary2","scope":"user","key":"ann-canary2","period":"daily","limit_usd":5}]}
            """);
        await PutAsync("/api/admin/alerts", """
            {"rules":[{"id":"r1","name":"ann-canary fails","kind":"error_rate","threshold":0,"for_seconds":0,"minimum_executions":1},
                      {"id":"r2","name":"Spent","kind":"budget","threshold":0,"for_seconds":0}]}
            """);
        await _api.Services.GetRequiredService<AlertWatch>().EvaluateAsync(CancellationToken.None);
        var raised = (await _api.GetAsync("/api/admin/alerts").JsonAsync())["active"]!.AsArray();
        await _api.PostAsync($"/api/admin/alerts/{raised.First(alert => (string?)alert!["rule_id"] == "r1")!["id"]}/acknowledge", """{"note":"asked ann-canary"}""", TestApi.AdminToken);
        await _api.PostAsync("/api/admin/escalations/b", """{"state":"resolved","note":"ann-canary knows"}""", TestApi.AdminToken);

        await _api.PostAsync("/api/admin/users/ann-canary/forget", token: TestApi.AdminToken);

        var budgets = await _api.GetAsync("/api/admin/budgets").JsonAsync();
        Assert.Equal(["All but [erased]", "ann-canary2"], budgets["budgets"]!.AsArray().Select(budget => (string)budget!["name"]!));
        var alerts = await _api.GetAsync("/api/admin/alerts").JsonAsync();
        Assert.Equal(["[erased] fails", "Spent"], alerts["rules"]!.AsArray().Select(rule => (string)rule!["name"]!));
        Assert.Contains("budget:b1", raised.Select(alert => (string?)alert!["subject"]));
        Assert.DoesNotContain("budget:b1", alerts.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(alerts["active"]!.AsArray(), alert => (string?)alert!["acknowledged_note"] == "asked [erased]");
        var escalations = await _api.GetAsync("/api/admin/escalations").JsonAsync();
        Assert.Equal("[erased] knows", (string?)Assert.Single(escalations["escalations"]!.AsArray())!["note"]);
        foreach (var kind in typeof(StateKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!))
        {
            Assert.All(await _api.Store.State.ListAsync(kind, CancellationToken.None), document => Assert.DoesNotMatch(
                "ann-canary(?!2)|Arbor", Encoding.UTF8.GetString(document.Utf8Json.Span)));
        }
    }

    private async Task PutAsync(string path, string body) => Assert.Equal(200, (int)(await _api.SendAsync(
        new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") }, TestApi.AdminToken)).StatusCode);

    private static string Record(string id, string user, string name) =>
        $$"""
        {"execution_id":"{{id}}","agent_name":"tutor","user_id":"{{user}}","user_name":"{{name}}","session_id":"s-canary-{{id}}",
         "status":"failure","error_message":"No answer for {{user}}@example.org","execution_time_ms":5,"tokens_used":7,
         "input_data":"I am {{name}}"}
        """;
}
