using AgentMonitor.Executions;
using AgentMonitor.Http.Routing;
using AgentMonitor.Http.Wire;

namespace AgentMonitor.Http.Admin;

/// <summary>Reads what a list or an export of executions is narrowed to.</summary>
internal static class ExecutionFilterQuery
{
    public static IReadOnlyList<RouteParameter> Parameters { get; } =
    [
        new("agent", "string", "Only this agent."),
        new("status", "string", "Only this status: running, success, failure, timeout, cancelled."),
        new("model", "string", "Only this model."),
        new("user", "string", "Only this user."),
        new("session", "string", "Only this session."),
        new("parent", "string", "Only children of this execution."),
        new("fingerprint", "string", "Only this error group."),
        new("q", "string", "Text in the error message, whatever its case."),
        new("from", "string", "Only what ended at this RFC 3339 time or later; what still runs goes by its creation."),
        new("to", "string", "Only what ended before this RFC 3339 time."),
    ];

    public static ExecutionFilter Read(QueryReader query)
    {
        var filter = new ExecutionFilter
        {
            Agent = query.Name("agent"),
            Status = ReadStatus(query),
            Model = query.Name("model"),
            UserId = query.Name("user"),
            SessionId = query.Name("session"),
            ParentExecutionId = query.Name("parent"),
            Fingerprint = query.Text("fingerprint"),
            ErrorText = query.Text("q", 256),
            From = query.Instant("from"),
            To = query.Instant("to"),
        };
        if (filter.From >= filter.To)
        {
            query.Add("from", "out_of_range", "from must lie before to.");
        }

        return filter;
    }

    private static ExecutionStatus? ReadStatus(QueryReader query)
    {
        var text = query.Text("status");
        foreach (var status in Enum.GetValues<ExecutionStatus>())
        {
            if (string.Equals(text, WireEnum<ExecutionStatus>.Name(status), StringComparison.OrdinalIgnoreCase))
            {
                return status;
            }
        }

        if (text is not null)
        {
            query.Add("status", "unknown_value", "This parameter must be running, success, failure, timeout or cancelled.");
        }

        return null;
    }
}
