namespace AgentMonitor.Http.Problems;

/// <summary>The host lets a request last only so long, and this one was broken off.</summary>
internal sealed class TookTooLongException(Exception inner)
    : Exception("The request lasted longer than this host lets one last.", inner);
