using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Costs;

/// <summary>
/// Every repricing up to a number: what executions cost to whoever looks at them through it. They are never touched
/// themselves.
/// </summary>
public sealed class CostLens
{
    private readonly Dictionary<string, Repricing[]> _models;

    public CostLens(IEnumerable<Repricing> repricings)
    {
        All = [.. repricings.OrderBy(repricing => repricing.Number)];
        Number = All.Count == 0 ? 0 : All[^1].Number;
        _models = All.GroupBy(repricing => repricing.Model, StringComparer.Ordinal)
            .ToDictionary(model => model.Key, model => model.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Through which everything costs what it cost when it came in.</summary>
    public static CostLens Clear { get; } = new([]);

    public IReadOnlyList<Repricing> All { get; }

    /// <summary>Of the last repricing; 0 where there is none.</summary>
    public int Number { get; }

    /// <summary>Whether a bucket that was counted through the lens of <paramref name="number"/> would count otherwise through this one.</summary>
    public bool IsNewerFor(TimeBucket bucket, int number)
    {
        for (var i = All.Count - 1; i >= 0 && All[i].Number > number; i--)
        {
            if (All[i].Touches(bucket))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The execution at each price that a repricing gives it, by rising number; null where none does.</summary>
    internal IReadOnlyList<(int Number, Execution Execution)>? Prices(Execution execution)
    {
        if (_models.Count == 0 || execution.Model is null || !_models.TryGetValue(execution.Model, out var repricings))
        {
            return null;
        }

        List<(int Number, Execution Execution)>? prices = null;
        foreach (var repricing in repricings)
        {
            if (repricing.Covers(execution))
            {
                (prices ??= []).Add((repricing.Number, repricing.Price(execution)));
            }
        }

        return prices;
    }
}
