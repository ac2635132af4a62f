using System.Text.Json.Serialization;
using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Costs;

/// <summary>
/// Says what executions of one model, as senders name it, that ended in [<see cref="From"/>, <see cref="To"/>) cost:
/// what its entries say, whatever was computed when they came in, or nothing where no entry holds. What a sender
/// reported stays. The entries are those of the day it was registered, so that it says the same for ever.
/// </summary>
public sealed record Repricing
{
    /// <summary>From 1 on, without a gap; of two that cover an execution the higher one counts.</summary>
    public required int Number { get; init; }

    public required string Model { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The first that holds on the day an execution ended counts.</summary>
    public required IReadOnlyList<PriceEntry> Entries { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When every kept total said so; null while some may not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    [JsonIgnore]
    public bool IsFinished => FinishedAt is not null;

    public bool Covers(Execution execution) =>
        execution is { Usage: not null, EndedAt: { } ended }
        && (execution.Cost is null || execution.CostComputed)
        && ended >= From && ended < To
        && execution.Model == Model;

    public bool Touches(TimeBucket bucket) => bucket.Start < To && bucket.End > From;

    /// <summary>The execution with the cost that this gives it.</summary>
    internal Execution Price(Execution execution)
    {
        var entry = PriceRules.Find(Entries, execution.Provider, execution.EndedAt!.Value);
        return execution with
        {
            Cost = entry is null ? null : PriceRules.Cost(entry, execution.Usage!),
            CostComputed = entry is not null,
        };
    }
}
