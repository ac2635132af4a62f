using System.Text.Json.Nodes;
using AgentMonitor.Access;
using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Functions.Tests.Declared;
using AgentMonitor.Http.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Functions.Tests.Api;

public sealed class CallTests
{
    public static TheoryData<string> Names => [.. Routes.All.Append(Unmatched.Route).Where(route => route.Name != "stream").Select(route => route.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_function_answers_what_its_route_answers(string name)
    {
        await using var app = TestApp.Start();
        await PostAsync(app, "a");
        await app.ProjectAsync();
        var path = PathOf(name);

        var answer = await app.CallAsync(name, path, TestApp.AdminToken);

        var context = app.Request(DeclaredFunction.Get(name).Http!, path, TestApp.AdminToken, null, null);
        SignalRNegotiator.Offer(context, new() { Url = "https://hub.example.org/client", AccessToken = "a-service-token" });
        await app.Services.GetRequiredService<EndpointRunner>().RunAsync(context, RouteOf(name));
        var expected = await Answer.OfAsync(context, Results.Empty);
        Assert.Equal((expected.Status, expected.ContentType, WithoutTimes(expected.Body)), (answer.Status, answer.ContentType, WithoutTimes(answer.Body)));
        Assert.NotInRange(answer.Status, 401, 403);
        Assert.True(answer.Status < 500, answer.Body);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_function_lets_in_whom_its_route_lets_in(string name)
    {
        await using var app = TestApp.Start();
        var access = RouteOf(name).Access;

        var nobody = await app.CallAsync(name, PathOf(name));
        var agent = await app.CallAsync(name, PathOf(name), TestApp.Key);

        Assert.Equal(access == AccessClass.Public, nobody.Status != 401);
        Assert.Equal(access == AccessClass.Admin, agent.Status == 403);
        Assert.Equal("nosniff", nobody.Headers.XContentTypeOptions);
    }

    [Fact]
    public async Task An_execution_that_is_posted_and_projected_is_in_the_numbers()
    {
        await using var app = TestApp.Start();

        var posted = await PostAsync(app, "a");
        await app.ProjectAsync();
        await app.ProjectAsync();

        Assert.Equal(201, posted.Status);
        var metrics = await app.CallAsync("get_metrics", "/api/admin/metrics?hours=1", TestApp.AdminToken);
        Assert.Equal(1, (int)JsonNode.Parse(metrics.Body)!["metrics"]!["total_requests"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    [InlineData("changeme-changeme-changeme-changeme-changeme")]
    public async Task Without_a_good_admin_token_admin_routes_say_so_and_the_feed_keeps_running(string? token)
    {
        await using var app = TestApp.Start(adminToken: token);

        var refused = await app.CallAsync("get_metrics", "/api/admin/metrics", TestApp.AdminToken);
        var posted = await PostAsync(app, "a");
        await app.ProjectAsync();

        Assert.Equal(503, refused.Status);
        Assert.Contains("openssl rand", refused.Body, StringComparison.Ordinal);
        Assert.Equal(201, posted.Status);
        Assert.NotEmpty(await app.Store.Rollups.ReadAllAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None));
    }

    [Fact]
    public async Task Negotiate_hands_out_the_address_and_the_token_of_the_service_in_the_names_that_browsers_read()
    {
        await using var app = TestApp.Start();

        var answer = await app.CallAsync("negotiate", "/api/negotiate", TestApp.AdminToken);

        Assert.Equal("""{"url":"https://hub.example.org/client","accessToken":"a-service-token"}""", answer.Body);
        Assert.True(app.Audience.IsThere);
    }

    [Fact]
    public async Task Negotiate_tells_nobody_else_and_takes_nobody_else_for_a_watcher()
    {
        await using var app = TestApp.Start();

        var answer = await app.CallAsync("negotiate", "/api/negotiate", TestApp.Key);

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain("a-service-token", answer.Body, StringComparison.Ordinal);
        Assert.False(app.Audience.IsThere);
    }

    private static Task<Answer> PostAsync(TestApp app, string id) => app.CallAsync(
        "post_executions", "/api/executions", TestApp.Key,
        $$"""{"execution_id":"{{id}}","agent_name":"tutor","status":"success","user_id":"u1","created_at":"2026-10-20T11:59:00Z","execution_time_ms":2500}""");

    private static Route RouteOf(string name) => Routes.All.Append(Unmatched.Route).Single(route => route.Name == name);

    private static string PathOf(string name) => name == "unmatched" ? "/nowhere" : "/" + RouteOf(name).Pattern
        .Replace("{id}", "a", StringComparison.Ordinal)
        .Replace("{user_id}", "u1", StringComparison.Ordinal)
        .Replace("{**path}", "", StringComparison.Ordinal);

    // A trace id, an uptime and a duration differ from one call to the next, and so do all figures for Prometheus.
    private static string WithoutTimes(string body) =>
        body.StartsWith("# HELP", StringComparison.Ordinal) || body.Contains("\"last_called_at\"", StringComparison.Ordinal) ? "figures"
        : System.Text.RegularExpressions.Regex.Replace(body, "\"(traceId|uptime_ms|took_ms|latency_ms|latencyMs|memory_mb|managed_mb|threads|cpu_percent|system_load|network_latency_ms|invocations|duration_ms|started_at|finished_at)\":(\"[^\"]*\"|[\\d.]+|null)", "");
}
