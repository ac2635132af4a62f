using AgentMonitor.Rollups;

namespace AgentMonitor.Metrics;

/// <summary>A window's cells, told apart into the summary, the agents and the models.</summary>
internal sealed record WindowNumbers(
    Rollup Summary, IReadOnlyDictionary<string, Rollup> Agents, IReadOnlyDictionary<string, Rollup>? Models)
{
    public static WindowNumbers OfAll(
        IReadOnlyDictionary<string, Rollup> agents, IReadOnlyDictionary<string, Rollup> models, string? agent)
    {
        var summary = agents.GetValueOrDefault(agent ?? CellName.All) ?? new Rollup();
        var perModel = models.ToDictionary(cell => CellName.Split(cell.Key).First, cell => cell.Value, StringComparer.Ordinal);
        return new WindowNumbers(summary, Without(agents, CellName.All), perModel);
    }

    /// <param name="whole">The model's own cell.</param>
    /// <param name="pairs">The model with each agent, or with the one that is asked about.</param>
    public static WindowNumbers OfModel(
        IReadOnlyDictionary<string, Rollup> whole, IReadOnlyDictionary<string, Rollup> pairs, string model, string? agent)
    {
        var perAgent = pairs.ToDictionary(cell => CellName.Split(cell.Key).Second!, cell => cell.Value, StringComparer.Ordinal);
        var summary = (agent is null ? whole.GetValueOrDefault(CellName.Model(model)) : perAgent.GetValueOrDefault(agent)) ?? new Rollup();
        var perModel = summary.Totals.IsEmpty ? [] : new Dictionary<string, Rollup> { [model] = summary };
        return new WindowNumbers(summary, perAgent, perModel);
    }

    public static WindowNumbers OfUser(IReadOnlyDictionary<string, Rollup> agents, string? agent)
    {
        var summary = new Rollup();
        var perAgent = new CellMerge();
        foreach (var (name, cell) in agents)
        {
            if (agent is null || name == agent)
            {
                summary.Merge(cell);
                perAgent.Take(name, cell);
            }
        }

        return new WindowNumbers(summary, perAgent.Cells, null);
    }

    public static Dictionary<string, Rollup> Without(IReadOnlyDictionary<string, Rollup> cells, string name)
    {
        var rest = new Dictionary<string, Rollup>(cells, StringComparer.Ordinal);
        rest.Remove(name);
        return rest;
    }
}
