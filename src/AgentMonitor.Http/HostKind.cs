namespace AgentMonitor.Http;

public enum HostKind
{
    /// <summary>One process on one data folder.</summary>
    Server,

    /// <summary>Azure Functions, with other instances beside it.</summary>
    Functions,
}
