using AgentMonitor.Executions;

namespace AgentMonitor.Costs;

public static class PricedExecution
{
    /// <summary>
    /// The execution with its cost: the sender's where there is one, else what the table makes of its model and
    /// usage on the day it ended, else none.
    /// </summary>
    public static Execution PricedBy(this Execution execution, PriceTable prices)
    {
        if (execution.Cost is not null)
        {
            return execution;
        }

        var cost = prices.Price(
            execution.Model, execution.Provider, execution.Usage, execution.EndedAt ?? execution.CreatedAt);
        return execution with { Cost = cost, CostComputed = cost is not null };
    }
}
