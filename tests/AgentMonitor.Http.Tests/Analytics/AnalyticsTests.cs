using System.Globalization;
using System.Text.Json.Nodes;
using AgentMonitor.Http.Tests.Api;
using Xunit;
using static System.Net.HttpStatusCode;

namespace AgentMonitor.Http.Tests.Analytics;

public sealed class AnalyticsTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync();
        foreach (var record in Records())
        {
            await _api.PostAsync("/api/executions", record).JsonAsync(Created);
        }

        await _api.ProjectAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    // 001: KPI cards with change and sparkline; messages total, last hour, 24 h; users total, today, week.
    [Fact]
    public async Task The_overview_has_figures_changes_and_small_curves()
    {
        var answer = await _api.GetAsync("/api/analytics/overview?hours=24&tz=Europe/Berlin").JsonAsync();

        Golden.Matches("overview", answer);
        Assert.Equal(13, (int)answer["kpis"]!["executions"]!["value"]!);
        Assert.Equal(6, (int)answer["kpis"]!["executions"]!["previous"]!);
        Assert.Equal(24, answer["kpis"]!["executions"]!["sparkline"]!.AsArray().Count);
        Assert.Equal(19, (int)answer["counts"]!["executions"]!["total"]!);
    }

    [Theory]
    [InlineData("agent=tutor", 12)]
    [InlineData("model=gpt-4o", 12)]
    [InlineData("agent=tutor&model=gpt-4o", 12)]
    [InlineData("user=u2", 4)]
    [InlineData("agent=nobody", 0)]
    public async Task The_overview_is_narrowed_by_filters(string filter, int total)
    {
        var answer = await _api.GetAsync("/api/analytics/overview?hours=24&" + filter).JsonAsync();

        Assert.Equal(total, (int)answer["kpis"]!["executions"]!["value"]!);
        Assert.Equal(total, answer["kpis"]!["executions"]!["sparkline"]!.AsArray().Sum(value => (int)value!));
    }

    // 001: hourly chart with previous period and anomalies.
    [Fact]
    public async Task The_timeline_has_the_window_the_one_before_and_what_stands_out()
    {
        var answer = await _api.GetAsync("/api/analytics/timeline?hours=12&granularity=hour&tz=Asia/Kolkata").JsonAsync();

        Golden.Matches("timeline", answer);
        Assert.Equal(13, answer["series"]!.AsArray().Count);
        Assert.True((bool)answer["series"]![12]!["is_partial"]!);
        Assert.Equal("2026-10-19T23:30:00Z", (string?)answer["series"]![0]!["start"]);
        Assert.Null(answer["series"]![0]!["avg_execution_time_ms"]);
    }

    [Theory]
    [InlineData("day", 8)]
    [InlineData("week", 2)]
    [InlineData("month", 1)]
    public async Task The_timeline_comes_by_day_week_and_month(string granularity, int points)
    {
        var answer = await _api.GetAsync($"/api/analytics/timeline?hours=168&granularity={granularity}").JsonAsync();

        Assert.Equal(points, answer["series"]!.AsArray().Count);
        Assert.Equal(19, answer["series"]!.AsArray().Sum(point => (int)point!["total_requests"]!));
    }

    [Fact]
    public async Task An_outlier_is_an_anomaly_with_what_was_expected()
    {
        for (var i = 0; i < 40; i++)
        {
            await _api.PostAsync("/api/executions", Record($"spike{i}", 20.5, "tutor", "u1", "success")).JsonAsync(Created);
        }

        for (var hour = 21; hour <= 47; hour++)
        {
            await _api.PostAsync("/api/executions", Record($"calm{hour}", hour, "tutor", "u1", "success")).JsonAsync(Created);
        }

        await _api.ProjectAsync();

        var answer = await _api.GetAsync("/api/analytics/timeline?hours=24").JsonAsync();

        Golden.Matches("timeline-anomalies", answer["anomalies"]!);
        Assert.Contains(answer["anomalies"]!.AsArray(), anomaly =>
            (string?)anomaly!["metric"] == "total_requests" && (string?)anomaly["direction"] == "above" && (string?)anomaly["baseline"] == "trailing_24");
    }

    [Fact]
    public async Task Too_many_points_are_refused_with_what_would_fit()
    {
        var problem = await _api.GetAsync("/api/analytics/timeline?hours=8760&granularity=hour").ProblemAsync(422);

        Assert.Contains("granularity=day", (string?)problem["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    // 001: heatmap day of week x hour.
    [Fact]
    public async Task The_heatmap_has_every_hour_of_the_week()
    {
        var answer = await _api.GetAsync("/api/analytics/heatmap?hours=168&tz=Europe/Berlin").JsonAsync();

        Golden.Matches("heatmap", answer);
        Assert.Equal(168, answer["cells"]!.AsArray().Count);
        Assert.Equal(19, answer["cells"]!.AsArray().Sum(cell => (int)cell!["total_requests"]!));
        Assert.Equal(169, answer["cells"]!.AsArray().Sum(cell => (int)cell!["occurrences"]!));
    }

    // 001: top users.
    [Fact]
    public async Task Top_users_come_in_the_order_that_is_asked_for()
    {
        var answer = await _api.GetAsync("/api/analytics/users?hours=24&limit=2").JsonAsync();
        var byErrors = await _api.GetAsync("/api/analytics/users?hours=24&sort=errors").JsonAsync();

        Golden.Matches("top-users", answer);
        Assert.Equal(3, (int)answer["total_users"]!);
        Assert.Equal(2, answer["users"]!.AsArray().Count);
        Assert.Equal("Ann", (string?)answer["users"]![0]!["user_name"]);
        Assert.Equal("u2", (string?)byErrors["users"]![0]!["user_id"]);
    }

    // 002: content views, purchases, conversion. 004: feature adoption.
    [Fact]
    public async Task Outcomes_have_goals_features_and_variants()
    {
        var answer = await _api.GetAsync("/api/analytics/outcomes?hours=24").JsonAsync();

        Golden.Matches("outcomes", answer);
        Assert.Equal(13, (int)answer["started"]!);
        Assert.Equal((int)answer["started"]!, (int)answer["goal_reached"]! + (int)answer["goal_missed"]! + (int)answer["unreported"]!);
        Assert.Equal("flashcards", (string?)answer["features"]![0]!["feature"]);
        Assert.Equal(["a", "b"], answer["features"]![0]!["variants"]!.AsArray().Select(variant => (string?)variant!["variant"]));
    }

    // 004: agents; 000: per-agent requests, response time, success rate.
    [Fact]
    public async Task An_agent_has_its_models_errors_and_the_window_before()
    {
        var answer = await _api.GetAsync("/api/admin/agents/tutor?hours=24").JsonAsync();

        Golden.Matches("agent", answer);
        Assert.Equal(12, (int)answer["agent"]!["metrics"]!["count"]!);
        Assert.Equal("gpt-4o", answer["models"]!.AsObject().Single().Key);
    }

    [Fact]
    public async Task An_agent_that_was_seen_once_is_known_and_one_that_never_was_is_not_found()
    {
        Assert.Equal(200, await _api.GetAsync("/api/admin/agents/quiz?hours=1").StatusAsync());
        await _api.GetAsync("/api/admin/agents/nobody").ProblemAsync(404);
    }

    [Theory]
    [InlineData("/api/analytics/overview?hours=0&tz=Nowhere", 2)]
    [InlineData("/api/analytics/overview?user=u1&model=gpt-4o", 1)]
    [InlineData("/api/analytics/timeline?granularity=minute&tz=..%2Fetc", 2)]
    [InlineData("/api/analytics/heatmap?from=yesterday", 1)]
    [InlineData("/api/analytics/users?sort=name&limit=0", 2)]
    [InlineData("/api/analytics/outcomes?hours=-1", 1)]
    [InlineData("/api/admin/agents/tutor?hours=x", 1)]
    public async Task Faulty_parameters_are_all_named_at_once(string path, int faults) =>
        Assert.Equal(faults, (await _api.GetAsync(path).ProblemAsync(422))["errors"]!.AsArray().Count);

    [Theory]
    [InlineData("overview")]
    [InlineData("timeline")]
    [InlineData("heatmap")]
    [InlineData("users")]
    [InlineData("outcomes")]
    public async Task A_window_in_which_nothing_happened_has_an_answer(string route)
    {
        var answer = await _api.GetAsync($"/api/analytics/{route}?from=2026-08-01T00:00:00Z&to=2026-08-02T00:00:00Z").JsonAsync();

        Assert.Equal("success", (string?)answer["status"]);
        Assert.Equal("2026-08-01T00:00:00Z", (string?)answer["window"]!["from"]);
    }

    // Twelve of the tutor's and one of the quiz in the last 24 hours, six before that.
    private static IEnumerable<string> Records()
    {
        for (var i = 0; i < 12; i++)
        {
            yield return Record($"t{i}", i, "tutor", "u" + ((i % 3) + 1), i % 3 == 1 ? "failure" : "success");
        }

        yield return Record("q", 30.5 / 60, "quiz", "u1", "timeout");
        for (var i = 0; i < 6; i++)
        {
            yield return Record($"old{i}", 26 + i, "quiz", "u1", "success");
        }
    }

    private static string Record(string id, double hoursAgo, string agent, string user, string status)
    {
        var ended = new DateTime(2026, 10, 20, 11, 59, 0, DateTimeKind.Utc).AddHours(-hoursAgo);
        var number = id.Sum(character => character);
        return new JsonObject
        {
            ["execution_id"] = id,
            ["agent_name"] = agent,
            ["status"] = status,
            ["user_id"] = user,
            ["user_name"] = user == "u1" ? "Ann" : null,
            ["session_id"] = "s" + user,
            ["model_used"] = agent == "tutor" ? "gpt-4o" : null,
            ["ended_at"] = ended.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["execution_time_ms"] = 1000 + (number * 7 % 500),
            ["tokens_used"] = 100 + number,
            ["cost_usd"] = 0.001m * (number % 9),
            ["error_message"] = status == "success" ? null : "Model did not answer",
            ["feature"] = agent == "tutor" ? "flashcards" : null,
            ["variant"] = number % 2 == 0 ? "a" : "b",
            ["outcome"] = (number % 3) switch { 0 => "goal_reached", 1 => "goal_missed", _ => null },
        }.ToJsonString();
    }
}
