using System.Text.Json.Nodes;
using AgentMonitor.Http.Tests.Api;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Ingest;

/// <summary>On a real server, since the test server reads escaped slashes in its own way.</summary>
public sealed class PathIdTests
{
    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("ü \"quoted\" <b>", "%C3%BC%20%22quoted%22%20%3Cb%3E")]
    [InlineData("50%", "50%25")]
    [InlineData("a+b?c#d", "a%2Bb%3Fc%23d")]
    public async Task An_id_of_any_characters_comes_back_and_is_found(string id, string escaped)
    {
        await using var api = await TestApi.StartAsync(onSockets: true);
        var record = new JsonObject { ["execution_id"] = id, ["agent_name"] = "tutor", ["status"] = "running" };

        var created = await api.PostAsync("/api/executions", record.ToJsonString()).JsonAsync(Created);
        await api.ProjectAsync();
        var completed = await api.PostAsync($"/api/executions/{escaped}/complete", Records.Completion).JsonAsync();
        var found = await api.GetAsync($"/api/executions/{escaped}").JsonAsync();

        Assert.Equal(id, (string?)created["execution_id"]);
        Assert.Equal(id, (string?)completed["execution_id"]);
        Assert.Equal(id, (string?)found["execution"]!["execution_id"]);
    }
}
