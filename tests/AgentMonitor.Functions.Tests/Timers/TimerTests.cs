using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Functions.Timers;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;
using AgentMonitor.State;
using AgentMonitor.TestKit;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentMonitor.Functions.Tests.Timers;

public sealed class TimerTests
{
    [Fact]
    public async Task A_run_that_fell_silent_past_its_deadline_becomes_a_timeout()
    {
        await using var app = TestApp.Start();
        await app.Store.AppendAsync([Some.Execution("a", status: ExecutionStatus.Running)], CancellationToken.None);
        var page = await app.Store.Feed.ReadAsync(0, 10, CancellationToken.None);
        await app.Services.GetRequiredService<Projector>().ProjectAsync(page, CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromMinutes(31));

        await app.Functions<TimerFunctions>().SweepDeadlines(new TimerInfo(), CancellationToken.None);

        var logged = await app.Store.FindAsync(new ExecutionId("a"), CancellationToken.None);
        Assert.Equal(ExecutionStatus.Timeout, logged!.Execution.Status);
    }

    [Fact]
    public async Task The_days_that_closed_last_are_recounted()
    {
        await using var app = TestApp.Start();

        await app.Functions<TimerFunctions>().ReconcileClosedDays(new TimerInfo(), CancellationToken.None);

        // On whatever instance it ran, any other answers with it.
        await using var other = TestApp.Start(configure: services => services.AddSingleton(app.Store.State));
        var report = (await other.Services.GetRequiredService<LastRecount>().FindAsync(CancellationToken.None))!;
        Assert.Equal(
            (new DateTimeOffset(2026, 10, 18, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 20, 0, 0, 0, TimeSpan.Zero), true, 0L),
            (report.From, report.To, report.Repair, report.Drift));
    }

    [Fact]
    public async Task Hashes_of_what_was_erased_go_once_nothing_of_it_can_come_again()
    {
        await using var app = TestApp.Start();
        await app.Store.AppendAsync([Some.Execution("a", user: "ann")], CancellationToken.None);
        var page = await app.Store.Feed.ReadAsync(0, 10, CancellationToken.None);
        await app.Services.GetRequiredService<Projector>().ProjectAsync(page, CancellationToken.None);
        await app.Services.GetRequiredService<Forgetting>().ForgetAsync("ann", CancellationToken.None);
        var kept = RetentionAges.Default.Erased;

        app.Clock.Advance(kept - TimeSpan.FromMinutes(1));
        await app.Functions<TimerFunctions>().SweepState(new TimerInfo(), CancellationToken.None);
        var before = await HashesAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.Functions<TimerFunctions>().SweepState(new TimerInfo(), CancellationToken.None);

        Assert.Equal((1, 1), before);
        Assert.Equal((0, 0), await HashesAsync(app));
    }

    private static async Task<(int Executions, int Users)> HashesAsync(TestApp app)
    {
        var state = app.Services.GetRequiredService<IStateStore>();
        return (
            (await state.ListAsync(StateKinds.ErasedExecutions, CancellationToken.None)).Count,
            (await state.ListAsync(StateKinds.Erased, CancellationToken.None)).Count);
    }
}
