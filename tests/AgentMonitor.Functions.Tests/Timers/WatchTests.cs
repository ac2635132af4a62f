using AgentMonitor.Erasure;
using AgentMonitor.Executions;
using AgentMonitor.Functions.Live;
using AgentMonitor.Functions.Measurement;
using AgentMonitor.Functions.Tests.App;
using AgentMonitor.Functions.Timers;
using AgentMonitor.Live;
using AgentMonitor.State;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AgentMonitor.Functions.Tests.Timers;

/// <summary>A fault of one thing that a timer does keeps none of the others from being done.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Alerts_that_cannot_be_looked_at_keep_neither_browsers_nor_the_webhook_waiting()
    {
        await using var app = Broken(StateKinds.Alerts);
        app.Services.GetRequiredService<Broadcaster>().Publish(LiveSignal.BudgetChanged("b", "{}"u8.ToArray()));

        var sent = await app.Functions<AlertFunctions>().WatchAlerts(new TimerInfo(), CancellationToken.None);

        Assert.Single(sent!);
        Assert.Equal((1, 1), Figures(app));
    }

    [Fact]
    public async Task Budgets_that_cannot_be_looked_at_keep_no_browser_waiting()
    {
        await using var app = Broken(StateKinds.Budgets);
        app.Services.GetRequiredService<Broadcaster>().Publish(LiveSignal.BudgetChanged("b", "{}"u8.ToArray()));

        var sent = await app.Functions<BudgetWatchFunctions>().WatchBudgets(new TimerInfo(), CancellationToken.None);

        Assert.Single(sent!);
        Assert.Equal((1, 1), Figures(app));
    }

    [Fact]
    public async Task Every_step_of_a_turn_is_taken_though_one_before_it_failed()
    {
        await using var app = TestApp.Start();
        var taken = new List<int>();

        await app.Services.GetRequiredService<TimerTurns>().TryAsync(
            "a turn",
            [_ => Step(1), _ => throw new InvalidDataException("a mistake"), _ => Step(3)],
            CancellationToken.None);

        Assert.Equal([1, 3], taken);
        Assert.Equal((1, 1), Figures(app));

        Task Step(int number)
        {
            taken.Add(number);
            return Task.CompletedTask;
        }
    }

    // Of two, one comes first, whichever that is.
    [Theory]
    [InlineData("ann", "bob")]
    [InlineData("bob", "ann")]
    public async Task An_erasure_that_fails_again_and_again_holds_up_no_other(string stuck, string other)
    {
        var traces = new StuckTraces { Stuck = [stuck, other] };
        await using var app = TestApp.Start(configure: services => services.AddSingleton<IUserTraces>(traces));
        await app.Services.GetRequiredService<Forgetting>().ForgetAsync("ann", CancellationToken.None);
        await app.Services.GetRequiredService<Forgetting>().ForgetAsync("bob", CancellationToken.None);
        traces.Stuck = [stuck];

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => app.Functions<TimerFunctions>().ResumeErasures(new TimerInfo(), CancellationToken.None));

        Assert.Equal([other], traces.Forgotten);
    }

    [Fact]
    public async Task Moves_of_escalations_are_swept_though_the_forgotten_cannot_be()
    {
        var state = new BrokenKind(StateKinds.Erased);
        await using var app = TestApp.Start(configure: services => services.Replace(ServiceDescriptor.Singleton<IStateStore>(state)));
        state.Store = app.Store.State;

        await Assert.ThrowsAsync<InvalidDataException>(
            () => app.Functions<TimerFunctions>().SweepState(new TimerInfo(), CancellationToken.None));

        Assert.Contains(StateKinds.Escalations, state.Asked);
    }

    private static (long Invocations, long Failures) Figures(TestApp app)
    {
        var figures = app.Services.GetRequiredService<FunctionFigures>().Read();
        return (figures.Invocations, figures.Failures);
    }

    private static TestApp Broken(string kind)
    {
        var state = new BrokenKind(kind);
        var app = TestApp.Start(configure: services => services.Replace(ServiceDescriptor.Singleton<IStateStore>(state)));
        state.Store = app.Store.State;
        app.Audience.IsThere = true;
        return app;
    }

    /// <summary>One kind of document cannot be read.</summary>
    private sealed class BrokenKind(string broken) : IStateStore
    {
        public IStateStore? Store { get; set; }

        public ValueTask<StateDocument?> FindAsync(string kind, string id, CancellationToken cancellationToken) =>
            Sound(kind).FindAsync(kind, id, cancellationToken);

        public ValueTask<IReadOnlyList<StateDocument>> ListAsync(string kind, CancellationToken cancellationToken) =>
            Sound(kind).ListAsync(kind, cancellationToken);

        public ValueTask<string?> TrySaveAsync(StateDocument document, CancellationToken cancellationToken) =>
            Sound(document.Kind).TrySaveAsync(document, cancellationToken);

        public ValueTask DeleteAsync(string kind, string id, CancellationToken cancellationToken) =>
            Sound(kind).DeleteAsync(kind, id, cancellationToken);

        public List<string> Asked { get; } = [];

        private IStateStore Sound(string kind)
        {
            Asked.Add(kind);
            return kind == broken ? throw new InvalidDataException("A document is damaged.") : Store!;
        }
    }

    private sealed class StuckTraces : IUserTraces
    {
        public IReadOnlyList<string> Stuck { get; set; } = [];

        public List<string> Forgotten { get; } = [];

        public ValueTask ForgetAsync(ForgottenUser user, CancellationToken cancellationToken)
        {
            if (Stuck.Contains(user.UserId))
            {
                throw new StoreUnavailableException(StoreFault.Unavailable, "A document is damaged.", TimeSpan.FromSeconds(1));
            }

            Forgotten.Add(user.UserId);
            return ValueTask.CompletedTask;
        }
    }
}
