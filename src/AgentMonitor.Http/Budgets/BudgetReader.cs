using System.Text.Json;
using AgentMonitor.Budgets;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Wire;
using static System.FormattableString;

namespace AgentMonitor.Http.Budgets;

/// <summary>Reads a set of budgets and everything that is wrong with it.</summary>
internal static class BudgetReader
{
    private static readonly Dictionary<string, BudgetScope> Scopes = WireEnum<BudgetScope>.ByName();

    private static readonly Dictionary<string, BudgetPeriod> Periods = WireEnum<BudgetPeriod>.ByName();

    public static (BudgetSet Budgets, IReadOnlyList<FaultDto> Faults) Read(JsonElement body)
    {
        var faults = new List<FaultDto>();
        if (new JsonMembers(body, "", faults).Find("budgets") is not { ValueKind: JsonValueKind.Array } list)
        {
            return (BudgetSet.Empty, [new FaultDto("/budgets", "required", "Send an object with budgets, a list of all budgets.")]);
        }

        var budgets = list.EnumerateArray().Index().Select(item => Budget(item.Item, Invariant($"/budgets/{item.Index}"), faults)).ToList();
        if (faults.Count == 0)
        {
            faults.AddRange(BudgetRules.Check(budgets).Select(fault => new FaultDto(fault.Pointer, fault.Code, fault.Message)));
        }

        return (new BudgetSet(budgets), faults);
    }

    private static Budget Budget(JsonElement item, string at, List<FaultDto> faults)
    {
        var members = new JsonMembers(item, at, faults);
        return new Budget
        {
            Id = members.Text("id", isOptional: true) ?? Guid.NewGuid().ToString("N"),
            Name = members.Text("name") ?? "",
            Scope = members.Name("scope", Scopes),
            Key = members.Text("key", isOptional: true),
            Period = members.Name("period", Periods),
            LimitUsd = members.Number("limit_usd") ?? 0,
            WarnAt = members.Number("warn_at", isOptional: true) ?? 0.8m,
            Timezone = members.Text("timezone", isOptional: true) ?? "UTC",
        };
    }
}
