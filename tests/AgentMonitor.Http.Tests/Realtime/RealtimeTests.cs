using System.Text.Json.Nodes;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Realtime;

/// <summary>
/// FEATURES.md: 001 "messages total / last hour / last 24 h, average response time", "active now"; 002 "revenue total /
/// today / week / month", "users now (5 min), today, peak 24 h", "transactions total, pending, completed, failed",
/// "content views, purchases, conversion"; 003 "live conversations", "users: total, unique, returning / new, by region,
/// peak concurrent", "escalations", "cpu, memory, disk, network latency, error rate, throughput", "the realtime admin
/// answer, older fields kept", "graceful when a source is away".
/// </summary>
public sealed class RealtimeTests : IAsyncLifetime
{
    private readonly AwayStore _store = new();

    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync(configure: _store.Configure);
        foreach (var record in new[]
        {
            Records.Success("a"), Records.Success("b", 200), Records.Failure("c"), Records.Running("e"),
            """{"execution_id":"f","agent_name":"tutor","status":"success","user_id":"u3","session_id":"s3","language":"en","region":"westeurope","outcome":"goal_reached","cost_usd":0.25,"created_at":"2026-10-20T11:57:00Z","execution_time_ms":1000}""",
            """{"execution_id":"g","agent_name":"tutor","status":"success","user_id":"u3","session_id":"s3","language":"en","outcome":"goal_missed","cost_usd":1.5,"created_at":"2026-10-14T10:00:00Z","execution_time_ms":1000}""",
            """{"execution_id":"h","agent_name":"tutor","status":"failure","user_id":"u4","session_id":"s4","escalation":{"state":"pending","severity":"critical"},"created_at":"2026-10-20T11:50:00Z","execution_time_ms":1000}""",
            """{"execution_id":"i","agent_name":"tutor","status":"cancelled","user_id":"u4","session_id":"s4","created_at":"2026-10-20T11:50:00Z","execution_time_ms":1000}""",
        })
        {
            await _api.PostAsync("/api/executions", record).JsonAsync(Created);
        }

        await _api.ProjectAsync();
        await _api.Services.GetRequiredService<SelfWatch>().TurnAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Realtime_has_the_contract_s_shape_under_both_addresses()
    {
        var answer = await _api.GetAsync("/api/admin/realtime?tz=Europe/Berlin").JsonAsync();
        var alias = await _api.GetAsync("/api/v1/analytics/realtime-metrics?tz=Europe/Berlin").JsonAsync();

        Golden.Matches("realtime", Sectioned.Settled(answer));
        Assert.Equal(Sectioned.Settled(answer).ToJsonString(), Sectioned.Settled(alias).ToJsonString());
    }

    [Fact]
    public async Task Every_number_is_that_of_the_executions_behind_it()
    {
        var now = await _api.GetAsync("/api/admin/realtime").JsonAsync();

        Assert.Equal((5, 1, 0), ((int)now["messages_last_hour"]!, (int)now["escalations_today"]!, (int)now["active_connections"]!));
        Assert.Equal((2500 + 2500 + 900 + 1000 + 1000) / 5, (int)now["response_time"]!);
        Assert.Equal((1.75m, 0.25m, 0.25m, 1.75m), Four(now["cost"]!, "total", "today", "this_week", "this_month"));
        Assert.Equal((6m, 1m, 3m, 2m), Four(now["transactions"]!, "total", "pending", "completed", "failed"));
        Assert.Equal((6m, 1m, 0m, 5m), Four(now["outcomes"]!, "started", "goal_reached", "goal_missed", "unreported"));
        Assert.Equal((4m, 3m, 4m, 2m), Four(now["active_users"]!, "total", "current", "today", "peak_concurrent"));
        Assert.Equal((3, 1, 1), ((int)now["live_sessions"]!["total"]!, (int)now["live_sessions"]!["by_language"]!["en"]!, (int)now["live_sessions"]!["new_in_last_minute"]!));
        Assert.Equal((1m, 0m, 0m, 1m), Four(now["escalations"]!, "pending", "in_progress", "resolved", "critical"));
        Assert.Equal(0.4m, (decimal)now["system"]!["error_rate"]!);
        Assert.Equal(4m / 5, (decimal)now["system"]!["throughput_per_min"]!);
        Assert.Null(now["system"]!["functions"]);
        Assert.Null(now["system"]!["network_latency_ms"]);
        Assert.All(now["meta"]!["sections"]!.AsObject(), section => Assert.Equal("live", (string?)section.Value));
    }

    [Fact]
    public async Task While_the_store_is_away_every_section_shows_its_last_real_numbers_with_their_time()
    {
        var before = await _api.GetAsync("/api/admin/realtime").JsonAsync();
        _store.IsAway = true;
        _api.Clock.Advance(TimeSpan.FromMinutes(20));

        var meanwhile = await _api.GetAsync("/api/admin/realtime").JsonAsync();

        Assert.Equal("stale", (string?)meanwhile["meta"]!["data_state"]);
        foreach (var section in new[] { "cost", "transactions", "outcomes", "live_sessions", "escalations" })
        {
            Assert.Equal(before[section]!.ToJsonString(), meanwhile[section]!.ToJsonString());
        }

        Assert.Equal("stale", (string?)meanwhile["meta"]!["sections"]!["transactions"]);
        Assert.Equal((DateTimeOffset?)before["timestamp"], (DateTimeOffset?)meanwhile["meta"]!["sections_as_of"]!["transactions"]);
        Assert.Equal("live", (string?)meanwhile["meta"]!["sections"]!["process"]);
    }

    [Fact]
    public async Task What_was_never_known_is_null_and_not_0()
    {
        var store = new AwayStore { IsAway = true };
        await using var api = await TestApi.StartAsync(configure: store.Configure);

        var now = await api.GetAsync("/api/admin/realtime").JsonAsync();

        foreach (var section in new[] { "messages_last_hour", "response_time", "escalations_today", "cost", "active_users", "transactions", "live_sessions", "escalations", "outcomes", "alerts" })
        {
            Assert.Null(now[section]);
        }

        Assert.Null(now["system"]!["error_rate"]);
        Assert.Equal("unavailable", (string?)now["meta"]!["sections"]!["transactions"]);
    }

    [Fact]
    public async Task A_faulty_window_and_zone_are_said_at_once()
    {
        var problem = await _api.GetAsync("/api/admin/realtime?hours=0&tz=Nowhere/Land").ProblemAsync(422);

        Assert.Equal(["hours", "tz"], problem["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
    }

    private static (decimal, decimal, decimal, decimal) Four(JsonNode node, string a, string b, string c, string d) =>
        ((decimal)node[a]!, (decimal)node[b]!, (decimal)node[c]!, (decimal)node[d]!);
}
