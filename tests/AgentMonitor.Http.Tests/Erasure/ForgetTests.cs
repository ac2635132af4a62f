using System.Text;
using AgentMonitor.Erasure;
using AgentMonitor.Http.Tests.Api;
using AgentMonitor.State;
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

    private static string Record(string id, string user, string name) =>
        $$"""
        {"execution_id":"{{id}}","agent_name":"tutor","user_id":"{{user}}","user_name":"{{name}}","session_id":"s-canary-{{id}}",
         "status":"failure","error_message":"No answer for {{user}}@example.org","execution_time_ms":5,"tokens_used":7,
         "input_data":"I am {{name}}"}
        """;
}
