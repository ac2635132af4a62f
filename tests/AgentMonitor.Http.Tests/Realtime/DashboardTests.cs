using System.Text.Json.Nodes;
using AgentMonitor.Http.Tests.Api;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Realtime;

/// <summary>FEATURES.md: 001 "dashboard, export CSV/JSON, overview, timeline, users"; 003 "graceful when a source is away".</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private readonly AwayStore _store = new();

    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync(configure: _store.Configure);
        foreach (var record in new[] { Records.Success("a"), Records.Success("b", 200), Records.Failure("c"), Records.Running("e") })
        {
            await _api.PostAsync("/api/executions", record).JsonAsync(Created);
        }

        await _api.ProjectAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task The_dashboard_has_the_contract_s_shape()
    {
        var dashboard = await _api.GetAsync("/api/monitoring/dashboard").JsonAsync();

        Golden.Matches("dashboard", Sectioned.Settled(dashboard));
    }

    [Theory]
    [InlineData("timeline", "series", "/api/analytics/timeline", "series")]
    [InlineData("timeline", "previous", "/api/analytics/timeline", "previous")]
    [InlineData("overview", "kpis", "/api/analytics/overview", "kpis")]
    [InlineData("overview", "counts", "/api/analytics/overview", "counts")]
    [InlineData("agents", null, "/api/admin/agents", "agents")]
    [InlineData("errors", null, "/api/admin/errors", "groups")]
    [InlineData("recent", null, "/api/executions", "executions")]
    [InlineData("heatmap", "cells", "/api/analytics/heatmap?hours=168", "cells")]
    [InlineData("users", null, "/api/analytics/users", "users")]
    [InlineData("alerts", null, "/api/admin/alerts", "active")]
    [InlineData("escalations", null, "/api/admin/escalations", "counts")]
    [InlineData("budgets", null, "/api/admin/budgets", "budgets")]
    public async Task Each_section_is_what_its_own_route_answers(string section, string? member, string route, string itsMember)
    {
        var dashboard = await _api.GetAsync("/api/monitoring/dashboard").JsonAsync();
        var own = await _api.GetAsync(route).JsonAsync();

        var mine = member is null ? dashboard[section] : dashboard[section]![member];
        Assert.Equal(own[itsMember]!.ToJsonString(), mine!.ToJsonString());
    }

    [Fact]
    public async Task While_the_store_is_away_the_whole_screen_is_the_last_one_and_says_so()
    {
        var before = await _api.GetAsync("/api/monitoring/dashboard").JsonAsync();
        _store.IsAway = true;
        _api.Clock.Advance(TimeSpan.FromMinutes(20));

        var meanwhile = await _api.GetAsync("/api/monitoring/dashboard").JsonAsync();

        Assert.Equal("stale", (string?)meanwhile["meta"]!["data_state"]);
        Assert.Equal("down", (string?)meanwhile["health"]!["status"]);
        foreach (var section in new[] { "overview", "timeline", "agents", "errors", "recent", "heatmap" })
        {
            Assert.Equal("stale", (string?)meanwhile["meta"]!["sections"]![section]);
            Assert.Equal(before[section]!.ToJsonString(), meanwhile[section]!.ToJsonString());
        }
    }

    [Fact]
    public async Task One_section_that_fails_takes_no_other_with_it()
    {
        await using var api = await TestApi.StartAsync(configure: services =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<Executions.IExecutionLists>(
                services, new FailingLists(new InvalidOperationException("/var/lib/secret.db"))));

        var dashboard = await api.GetAsync("/api/monitoring/dashboard").JsonAsync();

        Assert.Null(dashboard["recent"]);
        Assert.Equal("unavailable", (string?)dashboard["meta"]!["sections"]!["recent"]);
        Assert.Equal("live", (string?)dashboard["meta"]!["sections"]!["overview"]);
        Assert.DoesNotContain("secret", dashboard.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(api.Logs.Lines, line => line.Text.Contains("The section recent failed", StringComparison.Ordinal));
    }
}
