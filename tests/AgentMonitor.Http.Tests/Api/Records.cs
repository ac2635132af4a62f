namespace AgentMonitor.Http.Tests.Api;

/// <summary>Records as agents send them.</summary>
internal static class Records
{
    public static string Success(string id, int tokens = 100) =>
        $$"""{"execution_id":"{{id}}","agent_name":"tutor","status":"success","user_id":"u1","session_id":"s1","model_used":"gpt-4o","created_at":"2026-10-20T11:59:00Z","execution_time_ms":2500,"tokens_used":{{tokens}}}""";

    public static string Failure(string id, string message = "Model did not answer") =>
        $$"""{"execution_id":"{{id}}","agent_name":"quiz","status":"failure","user_id":"u2","error_message":"{{message}}","error_type":"upstream","created_at":"2026-10-20T11:58:00Z","execution_time_ms":900}""";

    public static string Running(string id) =>
        $$"""{"execution_id":"{{id}}","agent_name":"tutor","status":"running","started_at":"2026-10-20T11:59:00Z"}""";

    public const string Completion = """{"status":"success","ended_at":"2026-10-20T11:59:30Z","tokens_used":50}""";
}
