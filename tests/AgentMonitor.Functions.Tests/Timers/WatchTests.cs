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

        private IStateStore Sound(string kind) => kind == broken ? throw new InvalidDataException("A document is damaged.") : Store!;
    }
}
