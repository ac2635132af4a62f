using System.Text.Json.Nodes;
using AgentMonitor.Executions;
using AgentMonitor.Functions.Feed;
using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Measurement;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Functions.Timers;
using AgentMonitor.Health.Vitals;
using AgentMonitor.TestKit;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Functions.Tests.Measurement;

/// <summary>FEATURES.md: 003 "Lambda invocations, errors, duration, throttles".</summary>
public sealed class FunctionFigureTests
{
    [Fact]
    public async Task Routes_feed_broadcasts_and_timers_are_counted_one_by_one()
    {
        await using var app = TestApp.Start();

        await app.CallAsync("get_metrics", "/api/admin/metrics", TestApp.AdminToken);
        await app.Functions<ProjectionFunctions>().ProjectExecutions("[]", CancellationToken.None);
        await app.Functions<BroadcastFunctions>().BroadcastChanges("[]", CancellationToken.None);
        await app.Functions<TimerFunctions>().SweepDeadlines(new TimerInfo(), CancellationToken.None);

        var answer = await app.CallAsync("get_health_details", "/api/admin/health", TestApp.AdminToken);
        var functions = JsonNode.Parse(answer.Body)!["functions"]!;
        Assert.Equal((4, 0, 0), ((int)functions["invocations"]!, (int)functions["failures"]!, (int)functions["throttled"]!));
        Assert.Equal(0, (decimal)functions["duration_ms"]!);
        Assert.Equal("functions", (string?)JsonNode.Parse(answer.Body)!["process"]!["host"]);
    }

    [Fact]
    public async Task What_fails_and_what_is_throttled_is_told_apart()
    {
        var clock = new ManualClock(Some.Noon);
        var figures = new FunctionFigures(clock);
        Assert.Equal(new FunctionVitals(0, 0, 0, null), figures.Read());

        await figures.MeasureAsync(() => Take(TimeSpan.FromMilliseconds(30)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => figures.MeasureAsync(() => throw new InvalidOperationException()));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => figures.MeasureAsync(() =>
            throw new StoreUnavailableException(StoreFault.Overloaded, "Full.", TimeSpan.Zero)));

        Assert.Equal(new FunctionVitals(3, 2, 1, TimeSpan.FromMilliseconds(10)), figures.Read());

        Task Take(TimeSpan time)
        {
            clock.Advance(time);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task An_answer_that_says_that_we_could_not_is_a_failure_and_one_that_refuses_is_not()
    {
        await using var app = TestApp.Start(adminToken: null);

        await app.CallAsync("get_metrics", "/api/admin/metrics", TestApp.AdminToken);
        await app.CallAsync("post_executions", "/api/executions", TestApp.Key, "{}");
        await app.CallAsync("unmatched", "/nowhere");

        var vitals = app.Services.GetRequiredService<FunctionFigures>().Read();
        Assert.Equal((3, 1, 0), (vitals.Invocations, vitals.Failures, vitals.Throttled));
    }
}
