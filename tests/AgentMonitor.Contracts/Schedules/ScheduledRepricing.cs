using AgentMonitor.Costs;
using AgentMonitor.Executions;
using AgentMonitor.TestKit;

namespace AgentMonitor.Contracts.Schedules;

/// <summary>A repricing, and the test's own way to what executions cost by it: so many nano-dollars a token, or nobody knows.</summary>
internal sealed record ScheduledRepricing(string Model, DateTimeOffset From, DateTimeOffset To, int? NanoPerToken)
{
    public static ScheduledRepricing Next(Random random)
    {
        var from = Some.Noon.AddHours(-25).AddMinutes(random.Next(26 * 60));
        return new ScheduledRepricing(
            "model" + random.Next(2), from, from.AddMinutes(random.Next(1, 26 * 60)), random.Next(4) == 0 ? null : random.Next(1, 9000));
    }

    public Repricing ToRepricing(int number, DateTimeOffset now) => new()
    {
        Number = number,
        Model = Model,
        From = From,
        To = To,
        RegisteredAt = now,
        Entries = NanoPerToken is { } nano
            ? [new PriceEntry { Model = Model, EffectiveFrom = new DateOnly(2020, 1, 1), Input = nano / 1000m, Output = nano / 1000m }]
            : [],
    };

    /// <summary>Null where it says nothing about the execution.</summary>
    public Execution? Reprice(Execution execution)
    {
        if (execution.Model != Model || execution.EndedAt < From || execution.EndedAt >= To || (execution.Cost is not null && !execution.CostComputed))
        {
            return null;
        }

        long? cost = NanoPerToken is { } nano ? nano * (execution.Usage!.Input + execution.Usage.Output) : null;
        return execution with { Cost = cost is { } value ? new NanoUsd(value) : null, CostComputed = cost is not null };
    }
}
