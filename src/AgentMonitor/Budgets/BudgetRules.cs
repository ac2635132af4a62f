using AgentMonitor.Costs;
using static System.FormattableString;

namespace AgentMonitor.Budgets;

/// <summary>Something that is wrong with a set of budgets, and where.</summary>
public readonly record struct BudgetFault(string Pointer, string Code, string Message);

/// <summary>Which budgets make sense, and how one stands.</summary>
public static class BudgetRules
{
    public const int MostBudgets = 200;

    public const int LongestName = 128;

    private const decimal MostUsd = 1_000_000_000;

    public static BudgetState StateOf(Budget budget, NanoUsd spent) =>
        spent >= budget.Limit ? BudgetState.Exceeded
        : spent.Value >= budget.Limit.Value * budget.WarnAt ? BudgetState.Warning
        : BudgetState.Ok;

    /// <summary>To 4 decimals, down, so that it never says all while something is left.</summary>
    public static decimal RatioOf(Budget budget, NanoUsd spent) =>
        Math.Round((decimal)spent.Value / budget.Limit.Value, 4, MidpointRounding.ToZero);

    /// <summary>Everything that is wrong, at once.</summary>
    public static IReadOnlyList<BudgetFault> Check(IReadOnlyList<Budget> budgets)
    {
        if (budgets.Count > MostBudgets)
        {
            return [new BudgetFault("/budgets", "too_many", Invariant($"There may be {MostBudgets} budgets."))];
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. budgets.Index().SelectMany(budget => Check(budget.Item, Invariant($"/budgets/{budget.Index}"), ids))];
    }

    private static IEnumerable<BudgetFault> Check(Budget budget, string at, HashSet<string> ids)
    {
        if (!ids.Add(budget.Id))
        {
            yield return new BudgetFault(at + "/id", "twice", "A budget before this one has the same id.");
        }

        if (budget.Scope == BudgetScope.All && budget.Key is not null)
        {
            yield return new BudgetFault(at + "/key", "not_allowed", "A budget of all executions has no key.");
        }

        if (budget.Scope != BudgetScope.All && budget.Key is null)
        {
            yield return new BudgetFault(at + "/key", "required", "Say whose budget it is: the agent, the user or the session.");
        }

        if (budget.LimitUsd > MostUsd || budget.Limit.Value <= 0)
        {
            yield return new BudgetFault(
                at + "/limit_usd", "out_of_range", Invariant($"This has to be more than 0 and at most {MostUsd:N0} US dollars."));
        }

        if (budget.WarnAt is <= 0 or > 1)
        {
            yield return new BudgetFault(at + "/warn_at", "out_of_range", "This has to be more than 0 and at most 1.");
        }

        if (!IsZone(budget.Timezone))
        {
            yield return new BudgetFault(at + "/timezone", "unknown_time_zone", "This has to be an IANA time zone such as Europe/Berlin.");
        }
    }

    // Names lead to files on some systems, so only what a name can hold gets there.
    private static bool IsZone(string name) =>
        name.Length is > 0 and <= 64
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+')
        && !name.StartsWith('/')
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}
