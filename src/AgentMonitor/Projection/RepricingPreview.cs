using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>What a repricing changes: of the executions it covers, before and after, by days of UTC.</summary>
public sealed record RepricingPreview(
    long Executions, NanoUsd Before, NanoUsd After, long UnpricedBefore, long UnpricedAfter, IReadOnlyList<RepricedDay> Days);

public sealed record RepricedDay(DateOnly Day, NanoUsd Before, NanoUsd After);

/// <summary>Counts beforehand what a repricing comes to, from every raw execution that it covers; nothing is changed.</summary>
public sealed class RepricingPreviewQuery(IExecutionHistory history, IProjectedPosition position, Repricings repricings)
{
    public async ValueTask<RepricingPreview> GetAsync(Repricing draft, CancellationToken cancellationToken)
    {
        var lens = await repricings.ReloadAsync(cancellationToken);
        var days = new SortedDictionary<DateOnly, (Totals Before, Totals After)>();
        var (before, after) = (new Totals(), new Totals());
        await foreach (var item in history.ReadAsync(draft.From, draft.To, position.End, cancellationToken))
        {
            if (draft.Covers(item.Execution) && Counted(item.Execution, lens) is { } counted)
            {
                var repriced = Counted(draft.Price(item.Execution), CostLens.Clear)!;
                var day = DateOnly.FromDateTime(counted.EndedAt.UtcDateTime);
                days.TryAdd(day, (new Totals(), new Totals()));
                counted.AddTo(before);
                counted.AddTo(days[day].Before);
                repriced.AddTo(after);
                repriced.AddTo(days[day].After);
            }
        }

        return new RepricingPreview(
            before.Total + before[Counter.Cancelled], before.Cost, after.Cost,
            before[Counter.UnpricedTokens], after[Counter.UnpricedTokens],
            [.. days.Select(day => new RepricedDay(day.Key, day.Value.Before.Cost, day.Value.After.Cost))]);
    }

    // Null for what is in no total, damaged records among it.
    private static Contribution? Counted(Execution execution, CostLens lens)
    {
        try
        {
            return Contribution.Of(execution, _ => 0, lens)?.Through(lens.Number);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
