using System.Text;
using System.Text.Json.Nodes;

namespace AgentMonitor.Load.Runs;

/// <summary>
/// Budgets of each kind that one run falls under, so that a check has to look at all that it ever looks at: without a
/// budget it would look at nothing.
/// </summary>
internal static class BudgetsToAsk
{
    private const string Path = "/api/admin/budgets";

    private const string Agent = "agent_00";

    /// <summary>What the agent asks before it runs.</summary>
    public static JsonObject Question(string user, string session) => new()
    {
        ["agent_name"] = Agent,
        ["user_id"] = user,
        ["session_id"] = session,
        ["estimated_cost_usd"] = 0.01m,
    };

    /// <summary>Sets them where there are none, for whoever these questions ask about.</summary>
    public static async Task EnsureAsync(AdminApi admin, IReadOnlyList<AdminQuestion> questions, CancellationToken cancellationToken)
    {
        using var there = await admin.GetAsync(Path, cancellationToken);
        if (there.RootElement.GetProperty("budgets").GetArrayLength() > 0
            || questions.FirstOrDefault(question => question.Body is not null)?.Body is not { } asked)
        {
            return;
        }

        var question = JsonNode.Parse(asked)!;
        var (user, session) = ((string)question["user_id"]!, (string)question["session_id"]!);
        var budgets = new JsonArray(
            Budget("all", null, "daily"), Budget("all", null, "monthly"), Budget("agent", Agent, "daily"),
            Budget("user", user, "monthly"), Budget("session", session, "daily"));
        using var body = new StringContent(new JsonObject { ["budgets"] = budgets }.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await admin.Http.PutAsync(new Uri(Path, UriKind.Relative), body, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static JsonObject Budget(string scope, string? key, string period) => new()
    {
        ["name"] = $"{scope}, {period}",
        ["scope"] = scope,
        ["key"] = key,
        ["period"] = period,
        ["limit_usd"] = 1_000_000,
        ["timezone"] = "Europe/Berlin",
    };
}
