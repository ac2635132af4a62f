using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AgentMonitor.Functions.Hosting;
using AgentMonitor.Functions.Measurement;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Functions.Timers;
using AgentMonitor.Projection;
using AgentMonitor.TestKit;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AgentMonitor.Functions.Tests.Hosting;

public sealed class InvocationTimeTests
{
    [Fact]
    public async Task A_stream_ends_as_if_it_were_done_so_that_its_browser_opens_the_next()
    {
        await using var app = TestApp.Start();
        var stream = app.CallAsync("stream", "/api/stream", TestApp.AdminToken);
        app.Clock.Advance(InvocationTimes.Request - TimeSpan.FromSeconds(1));
        Assert.False(stream.IsCompleted);

        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var answer = await stream.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((200, "text/event-stream"), (answer.Status, answer.ContentType));
        Assert.StartsWith(": connected\n\n", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("problem", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_lasts_too_long_is_told_so()
    {
        await using var app = Slow(TimeSpan.FromMinutes(6));

        var answer = await app.CallAsync("run_reconcile", "/api/admin/reconcile", TestApp.AdminToken);

        Assert.Equal(503, answer.Status);
        Assert.Contains("took-too-long", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recount_of_many_days_answers_with_how_far_it_came()
    {
        await using var app = Slow(TimeSpan.FromMinutes(2));

        var answer = await app.CallAsync(
            "run_reconcile", "/api/admin/reconcile?from=2026-10-16T00:00:00Z&to=2026-10-20T00:00:00Z", TestApp.AdminToken);

        var report = JsonNode.Parse(answer.Body)!["report"]!;
        Assert.Equal(200, answer.Status);
        Assert.Equal("2026-10-18T00:00:00Z", (string?)report["to"]);
    }

    [Fact]
    public async Task A_turn_that_lasts_too_long_ends_without_a_failure()
    {
        await using var app = Slow(InvocationTimes.Turn + TimeSpan.FromMinutes(1));

        await app.Functions<TimerFunctions>().ReconcileClosedDays(new TimerInfo(), CancellationToken.None);

        Assert.Null(await app.Services.GetRequiredService<LastRecount>().FindAsync(CancellationToken.None));
        Assert.Equal((1, 0), (Vitals(app).Invocations, Vitals(app).Failures));
    }

    [Fact]
    public async Task A_turn_that_the_platform_stops_says_so()
    {
        await using var app = Slow(TimeSpan.Zero);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => app.Functions<TimerFunctions>().ReconcileClosedDays(new TimerInfo(), new CancellationToken(canceled: true)));
    }

    private static Health.Vitals.FunctionVitals Vitals(TestApp app) => app.Services.GetRequiredService<FunctionFigures>().Read();

    // Each reading of the history takes that long.
    private static TestApp Slow(TimeSpan reading)
    {
        var history = new SlowHistory(reading);
        var app = TestApp.Start(configure: services => services.Replace(ServiceDescriptor.Singleton<IExecutionHistory>(history)));
        history.Clock = app.Clock;
        return app;
    }

    private sealed class SlowHistory(TimeSpan reading) : IExecutionHistory
    {
        public ManualClock? Clock { get; set; }

        public async IAsyncEnumerable<FeedItem> ReadAsync(
            DateTimeOffset from, DateTimeOffset to, FeedMark end, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Clock!.Advance(reading);
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield break;
        }
    }
}
