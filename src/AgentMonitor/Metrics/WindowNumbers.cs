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
        var perModel = new CellMerge();
        foreach (var (name, cell) in models)
        {
            var (model, of) = CellName.Split(name);
            if (of == agent)
            {
                perModel.Take(model, cell);
            }
        }

        return new WindowNumbers(summary, Without(agents, CellName.All), perModel.Cells);
    }

    public static WindowNumbers OfModel(IReadOnlyDictionary<string, Rollup> models, string model, string? agent)
    {
        var perAgent = new CellMerge();
        foreach (var (name, cell) in models)
        {
            var (of, by) = CellName.Split(name);
            if (of == model && by is not null && (agent is null || by == agent))
            {
                perAgent.Take(by, cell);
            }
        }

        var summaryCell = agent is null ? CellName.Model(model) : CellName.ModelAgent(model, agent);
        var summary = models.GetValueOrDefault(summaryCell) ?? new Rollup();
        var perModel = summary.Totals.IsEmpty ? [] : new Dictionary<string, Rollup> { [model] = summary };
        return new WindowNumbers(summary, perAgent.Cells, perModel);
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

    private static Dictionary<string, Rollup> Without(IReadOnlyDictionary<string, Rollup> cells, string name)
    {
        var rest = new Dictionary<string, Rollup>(cells, StringComparer.Ordinal);
        rest.Remove(name);
        return rest;
    }
}
