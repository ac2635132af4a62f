using System.Text.Json;

namespace AgentMonitor.Load.Runs;

/// <summary>
/// Every admin question that the server's own document lists, with somebody who is there to ask about; and what agents
/// ask before they run.
/// </summary>
internal static class AdminQuestions
{
    // Never answered to the end.
    private const string Stream = "/api/stream";

    private const string Session = "/api/admin/sessions/{id}";

    private const string BudgetCheck = "/api/budgets/check";

    private static readonly string[] Narrowed =
    [
        "/api/admin/metrics?hours=24&agent=agent_00",
        "/api/admin/metrics?hours=24&model=gpt-4o",
        "/api/admin/metrics?hours=24&user={user_id}",
        "/api/executions?user={user_id}",
        "/api/analytics/overview?hours=168",
        "/api/analytics/overview?agent=agent_00",
        "/api/analytics/timeline?hours=720&granularity=day&tz=Asia/Kolkata",
        "/api/analytics/timeline?hours=24&granularity=hour&agent=agent_00",
        "/api/analytics/heatmap?hours=168&tz=Europe/Berlin",
        "/api/analytics/users?hours=168&sort=cost",
        "/api/executions?status=failure",
    ];

    public static async Task<IReadOnlyList<AdminQuestion>> ListAsync(AdminApi admin, string? user, string? execution, CancellationToken cancellationToken)
    {
        var (someUser, someExecution) = user is null || execution is null ? await FindSomeAsync(admin, cancellationToken) : (user, execution);
        var someSession = await FindSessionAsync(admin, cancellationToken);
        using var document = await admin.GetAsync("/openapi/v1.json", cancellationToken);
        var known = document.RootElement.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal) && path.Name != Stream && path.Value.TryGetProperty("get", out _))
            .Select(path => path.Name == "/api/admin/metrics" ? path.Name + "?hours=24" : path.Name);
        var check = new AdminQuestion(
            BudgetCheck, BudgetCheck, BudgetsToAsk.Question(user ?? someUser, someSession).ToJsonString());
        return [.. known.Concat(Narrowed)
            .Order(StringComparer.Ordinal)
            .Select(path => new AdminQuestion(path, path
                .Replace("{user_id}", Uri.EscapeDataString(user ?? someUser), StringComparison.Ordinal)
                .Replace("{id}", Uri.EscapeDataString(path == Session ? someSession : execution ?? someExecution), StringComparison.Ordinal)
                .Replace("{name}", "agent_00", StringComparison.Ordinal))), check];
    }

    /// <summary>Those whose path begins with one of these; none: all.</summary>
    public static IReadOnlyList<AdminQuestion> Only(this IReadOnlyList<AdminQuestion> questions, IReadOnlyList<string> only) =>
        only.Count == 0 ? questions : [.. questions.Where(question => only.Any(path => question.Name.StartsWith(path, StringComparison.Ordinal)))];

    private static async Task<string> FindSessionAsync(AdminApi admin, CancellationToken cancellationToken)
    {
        using var sessions = await admin.GetAsync("/api/admin/sessions?limit=1", cancellationToken);
        var newest = sessions.RootElement.GetProperty("sessions").EnumerateArray().FirstOrDefault();
        return newest.ValueKind == JsonValueKind.Object
            ? newest.GetProperty("session_id").GetString()!
            : throw new InvalidOperationException("The server knows no session; fill it first.");
    }

    // Somebody behind an error: whoever it is, the same for each run over the same records.
    private static async Task<(string User, string Execution)> FindSomeAsync(AdminApi admin, CancellationToken cancellationToken)
    {
        using var errors = await admin.GetAsync("/api/admin/errors?limit=50", cancellationToken);
        var error = errors.RootElement.GetProperty("errors").EnumerateArray()
            .FirstOrDefault(candidate => candidate.GetProperty("user_id").ValueKind == JsonValueKind.String);
        return error.ValueKind == JsonValueKind.Object
            ? (error.GetProperty("user_id").GetString()!, error.GetProperty("execution_id").GetString()!)
            : throw new InvalidOperationException("The server knows no failed execution with a user; name one with --user and --id, or fill it first.");
    }
}

/// <param name="Name">The path as the document has it, the same whoever is asked about.</param>
/// <param name="Body">JSON that is posted; null: it is a GET.</param>
internal sealed record AdminQuestion(string Name, string Path, string? Body = null);
