using System.Text.Json;
using AgentMonitor.Executions;
using AgentMonitor.Http.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AgentMonitor.Http.Tests.Problems;

public sealed class ProblemTests
{
    private const string Secret = "Data Source=/var/lib/agentmonitor/log.db; SELECT 1";

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/api/nowhere", 404)]
    [InlineData("/api/executions/unknown", 404)]
    public async Task What_is_not_there_is_not_found(string path, int status)
    {
        await using var api = await TestApi.StartAsync();

        var problem = await api.GetAsync(path).ProblemAsync(status);

        Assert.Equal("not-found", problem.Slug());
        Assert.DoesNotContain(path, problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "/api/executions", "GET, POST")]
    [InlineData("GET", "/api/executions/x/complete", "POST")]
    [InlineData("POST", "/healthz/live", "GET, HEAD")]
    [InlineData("PUT", "/monitor/agents/x", "GET, HEAD")]
    public async Task A_wrong_method_is_answered_with_the_right_ones(string method, string path, string allowed)
    {
        await using var api = await TestApi.StartAsync();
        var sent = api.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        var problem = await sent.ProblemAsync(405);

        Assert.Equal("method-not-allowed", problem.Slug());
        Assert.Equal(allowed, string.Join(", ", (await sent).Content.Headers.Allow.Order()));
    }

    [Theory]
    [InlineData(StoreFault.Overloaded, 429)]
    [InlineData(StoreFault.DiskFull, 503)]
    [InlineData(StoreFault.Unavailable, 503)]
    public async Task A_fault_of_the_store_fails_the_whole_request_and_says_when_to_come_back(StoreFault fault, int status)
    {
        var exception = new StoreUnavailableException(fault, Secret, TimeSpan.FromSeconds(1.2));
        await using var api = await TestApi.StartAsync(
            configure: services => services.AddSingleton<IExecutionLog>(new FailingLog(exception)));

        var sent = api.PostAsync("/api/executions", $"[{Records.Success("a")},{Records.Success("b")}]");
        var problem = await sent.ProblemAsync(status);

        Assert.Equal(TimeSpan.FromSeconds(2), (await sent).Headers.RetryAfter!.Delta);
        Assert.DoesNotContain("log.db", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_takes_nothing_says_so_before_anybody_reads_the_body()
    {
        var full = new StoreUnavailableException(StoreFault.Overloaded, Secret, TimeSpan.FromSeconds(2));
        var log = new FailingLog(new InvalidTimeZoneException(Secret), full);
        await using var api = await TestApi.StartAsync(configure: services => services.AddSingleton<IExecutionLog>(log));

        var sent = api.PostAsync("/api/executions", "not JSON at all");
        var problem = await sent.ProblemAsync(429);

        Assert.Equal("overloaded", problem.Slug());
        Assert.Equal(TimeSpan.FromSeconds(2), (await sent).Headers.RetryAfter!.Delta);
        Assert.Equal(415, await api.PostAsync("/api/executions", "x", type: "text/plain").StatusAsync());
    }

    [Fact]
    public async Task A_callers_trace_is_named_in_a_problem()
    {
        await using var api = await TestApi.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere")
        {
            Headers = { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" } },
        };

        var problem = await api.SendAsync(request).ProblemAsync(404);

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", (string?)problem["traceId"]);
    }

    [Fact]
    public async Task A_surprise_is_logged_once_and_tells_the_caller_nothing()
    {
        await using var api = await TestApi.StartAsync(
            configure: services => services.AddSingleton<IExecutionLists>(new FailingLists(new InvalidTimeZoneException(Secret))));

        var problem = await api.GetAsync("/api/executions").ProblemAsync(500);

        Assert.DoesNotContain("log.db", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("TimeZone", problem.ToJsonString(), StringComparison.Ordinal);
        var line = Assert.Single(api.Logs.Lines, line => line.Level >= LogLevel.Error);
        Assert.Contains((string)problem["traceId"]!, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSON_fault_that_gets_through_is_the_callers()
    {
        await using var api = await TestApi.StartAsync(
            configure: services => services.AddSingleton<IExecutionLists>(new FailingLists(new JsonException(Secret))));

        Assert.Equal("malformed", (await api.GetAsync("/api/executions").ProblemAsync(400)).Slug());
    }

    [Fact]
    public async Task A_caller_that_leaves_is_no_error()
    {
        await using var api = await TestApi.StartAsync(
            configure: services => services.AddSingleton<IExecutionLists, WaitingLists>());
        using var leave = new CancellationTokenSource();

        var sent = api.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/api/executions") { Headers = { { "Authorization", "Bearer " + TestApi.AdminToken } } },
            leave.Token);
        await ((WaitingLists)api.Services.GetRequiredService<IExecutionLists>()).Reached.Task;
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        Assert.DoesNotContain(api.Logs.Lines, line => line.Level >= LogLevel.Error);
    }

    [Theory]
    [InlineData("hours=0&limit=x", "hours")]
    [InlineData("hours=8761", "hours")]
    [InlineData("hours=1.5", "hours")]
    [InlineData("hours=1&hours=2", "hours")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-10-20T10:00:00", "from")]
    [InlineData("from=0001-01-01T00:00:00Z", "from")]
    [InlineData("from=9999-12-31T23:59:59Z", "from")]
    [InlineData("from=2026-10-20T10:00:00Z&to=2026-10-20T09:00:00Z", "from")]
    [InlineData("to=2026-10-20T10:00:00Z", "from")]
    [InlineData("hours=3&from=2026-10-20T10:00:00Z", "hours")]
    [InlineData("tz=Mars/Olympus", "tz")]
    [InlineData("tz=../../etc/passwd", "tz")]
    [InlineData("model=m&user=u", "model")]
    public async Task A_parameter_that_makes_no_sense_is_named(string query, string parameter)
    {
        await using var api = await TestApi.StartAsync();

        var problem = await api.GetAsync("/api/admin/metrics?" + query).ProblemAsync(422);

        Assert.Contains(problem["errors"]!.AsArray(), error => (string?)error!["pointer"] == parameter);
    }

    [Fact]
    public async Task All_parameters_that_make_no_sense_are_named_at_once()
    {
        await using var api = await TestApi.StartAsync();

        var problem = await api.GetAsync("/api/admin/metrics?hours=0&tz=x&model=m&user=u&agent=" + new string('a', 129)).ProblemAsync(422);

        Assert.Equal(
            ["agent", "hours", "model", "tz"],
            problem["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order());
    }

    [Theory]
    [InlineData("/api/executions?limit=201")]
    [InlineData("/api/executions?status=lost")]
    [InlineData("/api/executions?cursor=made-up")]
    [InlineData("/api/admin/errors?limit=0")]
    [InlineData("/api/admin/user-activity/u1?limit=-1")]
    [InlineData("/api/admin/dead-letters?limit=x")]
    public async Task Lists_check_their_parameters(string path)
    {
        await using var api = await TestApi.StartAsync();

        await api.GetAsync(path).ProblemAsync(422);
    }

    private sealed class WaitingLists : IExecutionLists
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<ExecutionPage> ListAsync(
            ExecutionFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
        {
            Reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new ExecutionPage([], null);
        }
    }
}
