using AgentMonitor.Executions;
using AgentMonitor.Projection;
using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>What is asked: a window, narrowed to an agent, a model or a user, or to an agent with one of the two.</summary>
public sealed record MetricsRequest(MetricsWindow Window, string? Agent = null, string? Model = null, string? UserId = null)
{
    /// <summary>Rollups exist for these combinations only: model with user has none.</summary>
    public bool IsAnswerable => Model is null || UserId is null;
}

/// <summary>
/// The numbers of a window. <see cref="Models"/> is null where they are not kept (one user's window);
/// <see cref="Running"/> likewise under a model or a user.
/// </summary>
public sealed record MetricsAnswer(
    MetricsWindow Window,
    Grain Resolution,
    Rollup Summary,
    IReadOnlyDictionary<string, Rollup> Agents,
    IReadOnlyDictionary<string, Rollup>? Models,
    Rollup Previous,
    long? Running,
    DateTimeOffset AsOf,
    TimeSpan Lag);

/// <summary>Every agent of a window, and nothing else of it.</summary>
public sealed record AgentsAnswer(
    MetricsWindow Window, Grain Resolution, IReadOnlyDictionary<string, Rollup> Agents, DateTimeOffset AsOf, TimeSpan Lag);

/// <summary>Answers from rollups alone: what it reads grows with the window, never with the executions in it.</summary>
public sealed class MetricsQuery(
    WindowReader windows, IRunningExecutions running, IFeedProgress progress, TimeProvider clock, RetentionAges ages)
{
    public async ValueTask<MetricsAnswer> GetAsync(MetricsRequest request, CancellationToken cancellationToken)
    {
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var cover = Cover(request, request.Window);
        var numbers = await ReadAsync(request, cover, cancellationToken);
        var previous = await ReadSummaryAsync(request, Cover(request, request.Window.Previous), cancellationToken);
        return new MetricsAnswer(
            request.Window, cover.Resolution, numbers.Summary, numbers.Agents, numbers.Models, previous,
            await RunningAsync(request, cancellationToken), asOf, lag);
    }

    public async ValueTask<AgentsAnswer> AgentsAsync(MetricsWindow window, CancellationToken cancellationToken)
    {
        var (asOf, lag) = (progress.AsOf, progress.Lag);
        var cover = Cover(new MetricsRequest(window), window);
        var cells = await windows.MergeAsync(RollupScope.Agents, cover, CellFilter.All, cancellationToken);
        return new AgentsAnswer(window, cover.Resolution, WindowNumbers.Without(cells, CellName.All), asOf, lag);
    }

    /// <summary>The one cell that stands for all of it, and nothing else.</summary>
    public ValueTask<Rollup> SummaryAsync(MetricsRequest request, CancellationToken cancellationToken) =>
        ReadSummaryAsync(request, Cover(request, request.Window), cancellationToken);

    private WindowCover Cover(MetricsRequest request, MetricsWindow window) =>
        WindowCover.Of(window, clock.GetUtcNow(), ages, request.UserId is null ? Grain.Minute : Grain.Hour);

    private async ValueTask<WindowNumbers> ReadAsync(
        MetricsRequest request, WindowCover cover, CancellationToken cancellationToken)
    {
        if (request.UserId is { } user)
        {
            return WindowNumbers.OfUser(
                await windows.MergeUserHoursAsync(user, cover, cancellationToken), request.Agent);
        }

        if (request.Model is { } model)
        {
            var whole = await windows.MergeAsync(RollupScope.Models, cover, CellFilter.Only(CellName.Model(model)), cancellationToken);
            var perAgent = await windows.MergeAsync(RollupScope.Models, cover, OfModel(model, request.Agent), cancellationToken);
            return WindowNumbers.OfModel(whole, perAgent, model, request.Agent);
        }

        var (agents, models) = request.Agent is { } agent
            ? (CellFilter.Only(agent), CellFilter.ModelsOf(agent))
            : (CellFilter.All, CellFilter.Models);
        return WindowNumbers.OfAll(
            await windows.MergeAsync(RollupScope.Agents, cover, agents, cancellationToken),
            await windows.MergeAsync(RollupScope.Models, cover, models, cancellationToken),
            request.Agent);
    }

    private static CellFilter OfModel(string model, string? agent) =>
        agent is null ? CellFilter.AgentsOf(model) : CellFilter.Only(CellName.ModelAgent(model, agent));

    private async ValueTask<Rollup> ReadSummaryAsync(
        MetricsRequest request, WindowCover cover, CancellationToken cancellationToken)
    {
        if (request.UserId is not null)
        {
            return (await ReadAsync(request, cover, cancellationToken)).Summary;
        }

        var (scope, cell) = request switch
        {
            { Model: { } model, Agent: { } agent } => (RollupScope.Models, CellName.ModelAgent(model, agent)),
            { Model: { } model } => (RollupScope.Models, CellName.Model(model)),
            _ => (RollupScope.Agents, request.Agent ?? CellName.All),
        };
        var cells = await windows.MergeAsync(scope, cover, CellFilter.Only(cell), cancellationToken);
        return cells.GetValueOrDefault(cell) ?? new Rollup();
    }

    private async ValueTask<long?> RunningAsync(MetricsRequest request, CancellationToken cancellationToken)
    {
        if (request.Model is not null || request.UserId is not null)
        {
            return null;
        }

        var counts = await running.CountByAgentAsync(cancellationToken);
        return request.Agent is { } agent ? counts.GetValueOrDefault(agent) : counts.Values.Sum();
    }
}
