using System.Text.Json.Serialization;
using AgentMonitor.Costs;

namespace AgentMonitor.Budgets;

/// <summary>What a budget is for.</summary>
public enum BudgetScope
{
    All,
    Agent,
    User,
    Session,
}

/// <summary>On the calendar of the budget's time zone.</summary>
public enum BudgetPeriod
{
    Daily,
    Monthly,
}

public enum BudgetState
{
    Ok,

    /// <summary>From its share of the limit on.</summary>
    Warning,

    /// <summary>All of the limit is spent, or more.</summary>
    Exceeded,
}

/// <summary>How much may be spent on something in a day or a month. It tells; it never refuses a record.</summary>
public sealed record Budget
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required BudgetScope Scope { get; init; }

    /// <summary>The agent, user or session; null for all executions.</summary>
    public string? Key { get; init; }

    public required BudgetPeriod Period { get; init; }

    public required decimal LimitUsd { get; init; }

    /// <summary>The part of the limit from which it warns: more than 0, 1 at most.</summary>
    public decimal WarnAt { get; init; } = 0.8m;

    /// <summary>An IANA name.</summary>
    public string Timezone { get; init; } = "UTC";

    [JsonIgnore]
    public NanoUsd Limit => new((long)Math.Round(LimitUsd * NanoUsd.PerUsd, MidpointRounding.ToEven));

    /// <summary>Whether an execution of these counts towards it.</summary>
    public bool AppliesTo(string? agent, string? user, string? session) => Scope switch
    {
        BudgetScope.All => true,
        BudgetScope.Agent => Key == agent,
        BudgetScope.User => Key == user,
        _ => Key == session,
    };
}

/// <summary>All budgets.</summary>
public sealed record BudgetSet(IReadOnlyList<Budget> Budgets)
{
    public static BudgetSet Empty { get; } = new([]);
}
