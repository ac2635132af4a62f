using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics.Timelines;

/// <summary>Whose curve is asked for: the cell of those documents that it is made of.</summary>
internal readonly record struct SeriesSource(RollupScope Scope, string? Cell)
{
    public static SeriesSource Of(string? agent, string? model) => (agent, model) switch
    {
        (null, null) => new SeriesSource(RollupScope.Timeline, null),
        (_, null) => new SeriesSource(RollupScope.Agents, agent),
        (null, _) => new SeriesSource(RollupScope.Models, CellName.Model(model)),
        _ => new SeriesSource(RollupScope.Models, CellName.ModelAgent(model, agent)),
    };

    /// <summary>With distinct users and sessions, which the timeline does not keep.</summary>
    public static SeriesSource WithAudience(string? agent, string? model) =>
        agent is null && model is null ? new SeriesSource(RollupScope.Agents, CellName.All) : Of(agent, model);
}
