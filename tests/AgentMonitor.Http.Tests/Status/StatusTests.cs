using System.Text.Json.Nodes;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Status;

/// <summary>
/// FEATURES.md, all of 000: "per-agent requests, response time, success rate, by day; most popular agents", "API endpoint
/// metrics", "hourly and daily aggregates; daily uptime", "/api/status, /api/status/analytics, /api/status/api-status;
/// usingRealData", "works on while the database is away".
/// </summary>
public sealed class StatusTests : IAsyncLifetime
{
    private readonly AwayStore _store = new();

    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync(configure: _store.Configure);
        foreach (var record in new[]
        {
            Records.Success("a"), Records.Success("b", 200), Records.Failure("c"), Records.Failure("d"), Records.Success("e"),
            """{"execution_id":"f","agent_name":"quiz","status":"success","user_id":"u3","session_id":"s3","model_used":"claude-sonnet-4","created_at":"2026-10-18T09:00:00Z","execution_time_ms":700}""",
            """{"execution_id":"g","agent_name":"tutor","status":"success","user_id":"u4","model_used":"in-house-7b","created_at":"2026-10-20T03:10:00Z","execution_time_ms":100}""",
        })
        {
            await _api.PostAsync("/api/executions", record).JsonAsync(Created);
        }

        await _api.ProjectAsync();
        await _api.Services.GetRequiredService<SelfWatch>().TurnAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Status_has_the_shape_that_an_earlier_system_had()
    {
        var status = await _api.GetAsync("/api/status").JsonAsync();

        status["data"]!["db"]!["latencyMs"] = 0.5;
        Golden.Matches("status", status);
    }

    [Fact]
    public async Task Status_analytics_has_the_shape_that_an_earlier_system_had()
    {
        var analytics = await _api.GetAsync("/api/status/analytics").JsonAsync();

        Golden.Matches("status-analytics", analytics);
        var data = analytics["data"]!;
        Assert.Equal(6, (int)data["overview"]!["totalRequests"]!);
        Assert.Equal(["tutor", "quiz"], data["agents"]!.AsArray().Select(agent => (string?)agent!["name"]));
        Assert.Equal(24, data["hourly"]!.AsArray().Count);
        Assert.Equal(6, data["hourly"]!.AsArray().Sum(hour => (int)hour!["requests"]!));
        Assert.Equal([0, 0, 0, 0, 1, 0, 6], data["daily"]!.AsArray().Select(day => (int)day!["requests"]!));
        Assert.Equal(30, data["dailyUptime"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_api_tells_how_its_own_endpoints_were_called()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/api/executions", Records.Success("a")).JsonAsync(Created);
        await api.PostAsync("/api/executions", "{").ProblemAsync(400);
        await api.GetAsync("/api/admin/metrics").JsonAsync();
        await api.GetAsync("/healthz/live", null).JsonAsync();

        // A request is counted after its answer has gone out.
        var hours = api.Services.GetRequiredService<ApiHours>();
        await Eventually.TrueAsync(() => hours.Read().Sum(hour => hour.Endpoints.Values.Sum(sums => sums.Count)) == 4);
        var status = await api.GetAsync("/api/status/api-status").JsonAsync();

        var endpoints = status["data"]!["endpoints"]!.AsArray();
        Assert.Equal(
            [("/api/executions", "POST", 2, 0, 1), ("/healthz/live", "GET", 1, 0, 0), ("/api/admin/metrics", "GET", 1, 0, 0)],
            endpoints.Select(one => ((string)one!["endpoint"]!, (string)one["method"]!, (int)one["count"]!, (int)one["errors"]!, (int)one["refused"]!))
                .OrderByDescending(one => one.Item3).ThenByDescending(one => one.Item1));
        Assert.Equal(4, (int)status["data"]!["hours"]![23]!["count"]!);
        Golden.Matches("api-status", status);
    }

    [Theory]
    [InlineData("/api/status")]
    [InlineData("/api/status/analytics")]
    [InlineData("/api/status/api-status")]
    public async Task It_works_on_while_the_database_is_away_with_the_last_real_numbers(string path)
    {
        var before = await _api.GetAsync(path).JsonAsync();
        _store.IsAway = true;
        _api.Clock.Advance(TimeSpan.FromMinutes(5));

        var meanwhile = await _api.GetAsync(path).JsonAsync();

        Assert.Equal(("live", "stale"), ((string?)before["data_state"], (string?)meanwhile["data_state"]));
        Assert.Equal(Settled(before), Settled(meanwhile));
        Assert.NotEmpty(meanwhile["sections_as_of"]!.AsObject());
        Assert.DoesNotContain("\"usingRealData\":false", meanwhile.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/status")]
    [InlineData("/api/status/analytics")]
    public async Task What_was_never_known_is_null_and_not_0(string path)
    {
        var store = new AwayStore { IsAway = true };
        await using var api = await TestApi.StartAsync(configure: store.Configure);

        var status = await api.GetAsync(path).JsonAsync();

        Assert.Equal("unavailable", (string?)status["data_state"]);
        Assert.Null(path == "/api/status" ? status["data"]!["realTimeMetrics"]!["activeUsers"] : status["data"]!["overview"]);
        Assert.Null(path == "/api/status" ? status["data"]!["providers"] : status["data"]!["daily"]);
    }

    // The state of the database itself is another, and the API has been called once more.
    private static string Settled(JsonNode status)
    {
        var data = status["data"]!.DeepClone();
        data.AsObject().Remove("db");
        data.AsObject().Remove("lastUpdated");
        data.AsObject().Remove("endpoints");
        data.AsObject().Remove("hours");
        return data.ToJsonString();
    }
}
